import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast } from '~/base/lib/colour';
import { pageLanguages, pageStrings } from '~/base/strings/pages';
import { cartPermalink } from '~/care/answers/cart-permalink';
import { shopOrigin } from '~/care/answers/shop-origin';
import { pageStyle } from '~/components/public/page-style';
import { textOn } from '~/components/public/readable-colour';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);

describe('a shop’s colours', () => {
  it('give readable text on any ground', () => {
    fc.assert(fc.property(hex, (ground) => contrast(textOn(ground), ground) >= 4.5));
  });

  it('black on white is 21, and a grey that WCAG names is 4.54', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('that are none never reach the style', () => {
    const style = pageStyle({ accentColour: 'red}</style><script>', backgroundColour: 'url(x)' });
    expect(style).not.toContain('script');
    expect(style).not.toContain('url(');
  });
});

describe('a reorder link', () => {
  it('is the shop’s cart with the items, the token and the mark', () => {
    expect(
      cartPermalink(
        'https://shop.example',
        [{ shopifyVariantId: 'gid://shopify/ProductVariant/7', quantity: 2 }],
        'tok',
      ),
    ).toBe('https://shop.example/cart/7:2?attributes%5Bcarafe%5D=tok&ref=carafe');
  });

  it('stays on the shop’s origin, whatever an id looks like', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ shopifyVariantId: fc.string(), quantity: fc.double() })),
        fc.string(),
        (items, token) => {
          expect(new URL(cartPermalink('https://shop.example', items, token)).origin).toBe(
            'https://shop.example',
          );
        },
      ),
    );
  });

  it('leads to the address that Shopify told us, else to the permanent domain, never to a script', () => {
    expect(shopOrigin({ storefrontUrl: 'https://coffee.example/de', domain: 'a.myshopify.com' })).toBe(
      'https://coffee.example',
    );
    expect(shopOrigin({ storefrontUrl: 'javascript:alert(1)', domain: 'a.myshopify.com' })).toBe(
      'https://a.myshopify.com',
    );
    expect(shopOrigin({ storefrontUrl: null, domain: 'a.myshopify.com' })).toBe('https://a.myshopify.com');
  });
});

describe('the words of the pages', () => {
  it('are chosen by language, English where it is not spoken', () => {
    expect([
      pageStrings('de-AT').lang,
      pageStrings('fr').lang,
      pageStrings(null, 'de').lang,
      pageStrings(undefined).lang,
    ]).toEqual(['de', 'en', 'de', 'en']);
  });

  it('are there in every language, none of them empty', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'function'
          ? [String(value('x'))]
          : value && typeof value === 'object'
            ? Object.entries(value).flatMap(([name, inner]) => (name === 'hint' ? [] : texts(inner)))
            : [];
    for (const language of pageLanguages)
      for (const text of texts(language)) expect(text.trim()).not.toBe('');
  });
});
