import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinkOver, linkPurposes, readClaims, writeClaims } from '~/care/answers/link-token';
import { openLink, signLink } from '~/care/answers/signed-link.server';

const id = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
const claims = fc.record({
  shopId: id,
  customerId: id,
  mailId: fc.option(id, { nil: undefined }),
  messageId: fc.option(id, { nil: undefined }),
  needId: fc.option(id, { nil: undefined }),
});

describe('a signed link', () => {
  it('gives back what it was made of, for its own purpose only', () => {
    fc.assert(
      fc.property(
        claims,
        fc.constantFrom(...linkPurposes),
        fc.constantFrom(...linkPurposes),
        (given, made, opened) => {
          const token = signLink(made, given);
          const read = openLink(opened, token);
          expect(read && { ...read, madeOnDay: undefined }).toEqual(
            made === opened ? { ...given, madeOnDay: undefined } : null,
          );
          expect(token).toMatch(/^[\w.-]+$/);
        },
      ),
    );
  });

  it('changed in any one place opens nothing', () => {
    fc.assert(
      fc.property(claims, fc.nat(), fc.constantFrom(...'0aZ_-.'), (given, at, letter) => {
        const token = signLink('unsubscribe', given);
        const place = at % token.length;
        const changed = token.slice(0, place) + letter + token.slice(place + 1);
        expect(openLink('unsubscribe', changed) === null).toBe(changed !== token);
      }),
    );
  });

  it('never throws on what is no token', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(openLink('answer', text)).toBeNull();
        expect(readClaims(text) === null || writeClaims(readClaims(text) as never).length > 0).toBe(true);
      }),
    );
  });

  it('an unsubscribe never ends, an answer does after half a year', () => {
    expect([isLinkOver('unsubscribe', 0, 100_000), isLinkOver('preferences', 0, 100_000)]).toEqual([
      false,
      false,
    ]);
    expect([isLinkOver('answer', 0, 180), isLinkOver('answer', 0, 181)]).toEqual([false, true]);
  });
});
