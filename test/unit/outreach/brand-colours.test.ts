import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast } from '~/base/lib/colour';
import { brandColours } from '~/outreach/templates/brand-colours';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`);

test('words on a button and links can be read whatever colour was chosen for them', () => {
  fc.assert(
    fc.property(colour, (accentColour) => {
      const { accent, on_accent, link } = brandColours({
        logoUrl: '',
        accentColour,
        backgroundColour: '#f6f1ea',
      });
      expect(accent).toBe(accentColour);
      expect(contrast(accent, on_accent)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(link, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    }),
    // Neither white nor the usual dark reaches it on this one.
    { examples: [['#757a7d'], ['#7a7a7a']] },
  );
});
