import { describe, expect, test } from 'vitest';
import { shopSettingsSchema } from '~/base/settings/shop-settings';
import { quietEffect } from '~/office/last-month/quiet-effect';

const { quiet } = shopSettingsSchema.parse({});
const at = (hour: number, minute = 0) => hour * 60 + minute;

describe('what other hours would have done last month', () => {
  const effect = quietEffect([at(10), at(10, 44), at(10, 45), at(13, 30), at(19, 59), at(0, 5)], quiet);

  test('counts the mails that left in what would be quiet, over midnight too', () => {
    expect(effect.mails).toBe(6);
    expect(effect.inQuiet[20]?.[9]).toBe(1);
    expect(effect.inQuiet[19]?.[9]).toBe(2);
    expect(effect.inQuiet[20]?.[11]).toBe(4);
    expect(effect.inQuiet[12]?.[14]).toBe(1);
  });

  test('equal hours mean none', () => {
    expect(effect.inQuiet.map((row, hour) => row[hour])).toEqual(Array(24).fill(0));
  });

  test('another usual time moves what left in the minutes of the stored one', () => {
    expect(effect.inSlot).toBe(2);
    expect(quietEffect([], quiet)).toMatchObject({ mails: 0, inSlot: 0 });
  });
});
