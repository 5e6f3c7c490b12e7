import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTypedNumber, typedNumber } from '~/base/lib/typed-number';

/** Whatever a person can have typed into a field: up to nine digits and six places. */
const typed = fc
  .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
  .chain(([whole, places]) =>
    fc
      .integer({ min: 0, max: 10 ** places - 1 })
      .map((part) => Number(places === 0 ? whole : `${whole}.${String(part).padStart(places, '0')}`)),
  );

describe('a number in a field', () => {
  test('is read back as itself, with a point and with a comma', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom('.' as const, ',' as const), (value, point) => {
        expect(readTypedNumber(typedNumber(value, point))).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is never read as a thousandth of how it is written in English or German', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 999_999_999 })),
        fc.constantFrom('en', 'de'),
        (value, locale) => {
          expect([value, undefined]).toContain(readTypedNumber(value.toLocaleString(locale)));
        },
      ),
    );
  });
});
