import { expect, it } from 'vitest';
import { mailStrings } from '~/base/strings/mail';

it('a shop whose name ends in a full stop has one full stop in the footer, like any other', () => {
  for (const { becauseOfOrder, becauseYouBought } of Object.values(mailStrings)) {
    for (const words of [becauseOfOrder, becauseYouBought]) {
      expect(words('Retrospot & Co.')).not.toMatch(/\.\./);
      expect(words('Retrospot & Co.')).toMatch(/\.$/);
      expect(words('Northwind')).toMatch(/\w\.$/);
    }
  }
});
