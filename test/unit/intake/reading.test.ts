import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { timeZoneOf } from '~/intake/customers/time-zone';
import { allOrdersQuery, changedOrdersOperation, oneOrderOperation } from '~/intake/orders/operations';
import { purposeOf } from '~/intake/orders/purpose';
import { readOrderNode } from '~/intake/orders/read-order-node';
import { readOrderPayload } from '~/intake/orders/read-order-payload';
import { isDurableTitle } from '~/intake/products/durable-title';
import { packSizeOf, unitsPerItem } from '~/intake/products/pack-size';
import { gidOf } from '~/intake/shopify/gid';
import { backOffMs, retryAfterMs, waitForPointsMs } from '~/intake/shopify/throttle';
import { isNewer, versionOf } from '~/intake/shopify/version';
import { parsePayload } from '~/intake/webhooks/parse-payload';
import { isSigned } from '~/intake/webhooks/verify-signature';

describe('a payload', () => {
  it('keeps the digits of ids beyond 2^53 and leaves strings, fractions and small numbers alone', () => {
    const text =
      '{"id":820982911946154508,"n":-90071992547409931,"s":"820982911946154508 \\"1234567890123456789\\\\","f":1234567890123456.5,"ok":9007199254740991}';
    expect(parsePayload(text)).toEqual({
      id: '820982911946154508',
      n: '-90071992547409931',
      s: '820982911946154508 "1234567890123456789\\',
      f: 1234567890123456.5,
      ok: 9007199254740991,
    });
  });

  it('with a string of megabytes or an open one ends', () => {
    expect(parsePayload(`{"a":"${'\\"x'.repeat(500_000)}","id":820982911946154508}`)).toMatchObject({
      id: '820982911946154508',
    });
    expect(() => parsePayload(`{"a":"1234567890123456789`)).toThrow(SyntaxError);
  });

  it('of hostile types and lengths gives an order all the same', () => {
    const context = { triggeredAtMs: 5, currency: 'USD' };
    const hostile = {
      id: 7,
      admin_graphql_api_id: 'gid://shopify/Order/7?x=1',
      name: `#1\u0000\u202e\u2067\r\nBcc: a@b ${'x'.repeat(100_000)}`,
      email: { nested: true },
      currency: 12,
      total_price: '9'.repeat(400),
      updated_at: 'yesterday',
      processed_at: '+275760-09-13T00:00:00Z',
      customer: [],
      note_attributes: 'none',
      line_items: [
        null,
        5,
        { id: null },
        {
          id: 9,
          quantity: 1e300,
          price: {},
          title: '<script>\ud800',
          variant_id: null,
          product_id: '../../x',
          gift_card: 'true',
        },
      ],
      refunds: [{ id: 3 }],
      fulfillments: [{ id: 4, line_items: {} }],
      shipping_address: { country_code: 'GBR', province_code: 'x'.repeat(500) },
    };
    const read = readOrderPayload(hostile, context);
    expect(read?.order).toMatchObject({
      gid: 'gid://shopify/Order/7',
      email: null,
      currency: 'USD',
      totalMinor: 0n,
      processedAtMs: 5,
      countryCode: null,
      provinceCode: null,
    });
    expect(read?.order.name.length).toBeLessThanOrEqual(64);
    for (const character of ['\u0000', '\u202e', '\u2067', '\r', '\n'])
      expect(read?.order.name).not.toContain(character);
    expect(read?.lines).toMatchObject([
      {
        gid: 'gid://shopify/LineItem/9',
        quantity: 1_000_000,
        variantGid: null,
        productGid: null,
        isGiftCard: true,
        title: '<script>',
      },
    ]);
    expect(readOrderPayload({ id: 1e300 }, context)).toBeNull();
  });

  it('is Shopify’s only with a signature of one of the secrets over the very bytes', () => {
    const body = Buffer.from('{"a":1}');
    const signature = createHmac('sha256', 'new').update(body).digest('base64');
    expect(isSigned(body, signature, ['new'])).toBe(true);
    expect(isSigned(body, signature, ['other', 'new'])).toBe(true);
    expect(isSigned(Buffer.from('{"a": 1}'), signature, ['new'])).toBe(false);
    expect(isSigned(body, '', ['new'])).toBe(false);
  });
});

describe('an order of a guest', () => {
  const home = { first: 'Ada', last: 'Lovelace', street: '1 High Street', country: 'GB', province: 'ENG' };
  const desk = { first: 'Bob', last: 'Babbage', street: '2 Low Street', country: 'DE', province: 'BE' };
  const inWebhook = (one: typeof home | null) =>
    one && {
      ...{ first_name: one.first, last_name: one.last, address1: one.street, zip: '1', city: 'Bath' },
      ...{ country_code: one.country, province_code: one.province, phone: '+15550100' },
    };
  const inNode = (one: typeof home | null) =>
    one && {
      ...{ firstName: one.first, lastName: one.last, address1: one.street, zip: '1', city: 'Bath' },
      ...{ countryCodeV2: one.country, provinceCode: one.province, phone: '+15550100' },
    };
  const unversioned = (group: object | undefined) => ({ ...group, version: undefined });

  it.each([
    ['sent to one address and paid at another', home, desk, 'GB', 'GB'],
    ['that nothing is sent of', null, desk, null, 'DE'],
    ['without an address', null, null, null, null],
  ])('%s lives in the same country by webhook and by GraphQL', (_, shipping, billing, sentTo, livesIn) => {
    const at = '2026-11-20T10:00:00Z';
    const told = readOrderPayload(
      {
        ...{ id: 7, name: '#7', email: 'ada@example.com', created_at: at, processed_at: at, updated_at: at },
        ...{ shipping_address: inWebhook(shipping), billing_address: inWebhook(billing) },
        line_items: [{ id: 70, quantity: 1, requires_shipping: shipping !== null }],
      },
      { triggeredAtMs: 5, currency: 'EUR' },
    );
    const read = readOrderNode(
      {
        ...{ id: 'gid://shopify/Order/7', name: '#7', email: 'ada@example.com', test: false },
        ...{ createdAt: at, processedAt: at, updatedAt: at, requiresShipping: shipping !== null },
        ...{ shippingAddress: inNode(shipping), billingAddress: inNode(billing) },
        lineItems: [{ id: 'gid://shopify/LineItem/70', quantity: 1 }],
      },
      'EUR',
    );
    const { countryCode, provinceCode, forSomeoneElse } = told?.order ?? {};
    expect(countryCode).toBe(sentTo);
    expect(told?.customer?.address?.countryCode).toBe(livesIn);
    expect(read?.order).toMatchObject({ countryCode, provinceCode, forSomeoneElse });
    expect(unversioned(read?.customer?.address)).toEqual(unversioned(told?.customer?.address));
    expect(unversioned(read?.customer?.identity)).toEqual(unversioned(told?.customer?.identity));
  });

  it('is asked of GraphQL with all that its reader wants of both addresses', () => {
    for (const text of [changedOrdersOperation.text, oneOrderOperation.text, allOrdersQuery])
      for (const address of ['shippingAddress', 'billingAddress'])
        expect(text).toMatch(
          new RegExp(`${address} \\{[^}]*lastName[^}]*countryCodeV2[^}]*provinceCode[^}]*phone`),
        );
  });
});

describe('a gid', () => {
  it('is the one given, else built from digits, else none', () => {
    expect(gidOf('Order', 'gid://shopify/Order/1?key=2', 3)).toBe('gid://shopify/Order/1');
    expect(gidOf('Order', undefined, '820982911946154508')).toBe('gid://shopify/Order/820982911946154508');
    for (const id of [null, 0, -1, 1.5, 2 ** 60, 'abc', {}, '0'])
      expect(gidOf('Order', undefined, id)).toBeNull();
  });
});

describe('of two words on one thing', () => {
  it('the later wins, then the fuller source, then the later webhook, then one of them everywhere', () => {
    const a = versionOf(1000, 'webhook', { x: 1 }, 10);
    expect(isNewer(versionOf(2000, 'embedded', { x: 0 }, 1), a)).toBe(true);
    expect(isNewer(versionOf(1000, 'graphql', { x: 0 }), a)).toBe(true);
    expect(isNewer(versionOf(1000, 'embedded', { x: 0 }, 99), a)).toBe(false);
    expect(isNewer(versionOf(1000, 'webhook', { x: 0 }, 11), a)).toBe(true);
    expect(isNewer(a, a)).toBe(false);
    const b = versionOf(1000, 'webhook', { x: 2 }, 10);
    expect(isNewer(a, b)).not.toBe(isNewer(b, a));
  });
});

describe('a pack size', () => {
  it.each([
    [['60 Capsules'], { dimension: 'pieces', amount: 60 }],
    [['1 kg'], { dimension: 'mass', amount: 1000 }],
    [['3 x 250 g'], { dimension: 'mass', amount: 750 }],
    [['Pack of 6'], { dimension: 'packs', amount: 6 }],
    [['Pack of 60'], { dimension: 'pieces', amount: 60 }],
    [['Pack 250 g'], { dimension: 'mass', amount: 250 }],
    [['6 × 330 ml'], { dimension: 'volume', amount: 1980 }],
    [['250 g x 3'], { dimension: 'mass', amount: 750 }],
    [['3er Pack à 250 g'], { dimension: 'mass', amount: 750 }],
    [['60 Kapseln, 2er-Set'], { dimension: 'pieces', amount: 120 }],
    [['Doppelpack'], { dimension: 'packs', amount: 2 }],
    [['2er-Set'], { dimension: 'packs', amount: 2 }],
    [['Twin Pack'], { dimension: 'packs', amount: 2 }],
    [['24er Kiste'], { dimension: 'packs', amount: 24 }],
    [['1.000 ml'], { dimension: 'volume', amount: 1000 }],
    [['1.500 kg'], { dimension: 'mass', amount: 1500 }],
    [['1/2 kg'], { dimension: 'mass', amount: 500 }],
    [['Paper 80g/m²'], null],
    [['LED lamp 60 W'], null],
    [['0,5 l'], { dimension: 'volume', amount: 500 }],
    [['SET OF 12 T-LIGHTS'], { dimension: 'packs', amount: 12 }],
    [['Blue', 'Tea 100 g'], { dimension: 'mass', amount: 100 }],
    [['Large'], null],
    [['Model 500'], null],
    [['2024 edition'], null],
  ])('is read from %j', (texts, size) => {
    expect(packSizeOf(texts as string[])).toEqual(size);
  });

  it('makes units of supply that compare, or 1 where sizes do not', () => {
    const grams = (amount: number) => ({ dimension: 'mass' as const, amount });
    expect(unitsPerItem([grams(250), grams(1000)])).toEqual([1, 4]);
    expect(unitsPerItem([grams(250), null])).toEqual([1, 1]);
    expect(unitsPerItem([grams(250), { dimension: 'pieces', amount: 6 }])).toEqual([1, 1]);
    const packs = (amount: number) => ({ dimension: 'packs' as const, amount });
    expect(unitsPerItem([null, packs(2), packs(6)])).toEqual([1, 2, 6]);
    expect(unitsPerItem([packs(2), packs(12)])).toEqual([1, 6]);
    expect(unitsPerItem([grams(250), packs(2), grams(1000)])).toEqual([1, 2, 4]);
    expect(unitsPerItem([packs(6)])).toEqual([1]);
    expect(unitsPerItem([grams(3), grams(1)])).toEqual([1, 0.33333]);
  });

  it('of a sample beside a sack says that it is little, never that it is nothing', () => {
    const sizes = [
      ['25 kg', '1 g'],
      ['1000 g', '20 mg'],
      ['999 kg', '1 mg'],
    ];
    expect(sizes.map((texts) => unitsPerItem(texts.map((text) => packSizeOf([text])))[1])).toEqual([
      0.00004, 0.00002, 1.001e-9,
    ]);
  });
});

describe('a title', () => {
  it.each([
    'WOOD BLACK BOARD ANT WHITE FINISH CLOCK',
    'DOORMAT HEARTS',
    'HANGING METAL SIGN',
    'WHITE HANGING HEART T-LIGHT HOLDER',
    'Coffee grinder',
    'TEA TOWEL',
    'Doormat Fancy Font Home Sweet Home',
    'Green Regency Teacup And Saucer',
    'Vintage Cream Dog Food Container',
    'Next Day Carriage',
    'Lunch Bag Cars Blue',
    'Jumbo Bag Red Retrospot',
    'Rabbit Night Light',
    'Vintage Snap Cards',
    'Owl Doorstop',
    'Set Of 6 Soldier Skittles',
    'Regency Tea Plate Roses',
    'Enamel Bread Bin Cream',
    'Heart Of Wicker Small',
    'Espressomaschine mit Tassenhalter',
  ])('%s is proposed as lasting', (title) => {
    expect(isDurableTitle(title)).toBe(true);
  });
  it.each([
    'House Blend coffee 1 kg',
    'PAPER NAPKINS 20',
    'Scented candle',
    'Vitamin D capsules',
    'Refill for lamp oil',
    'Dog food',
    'Pink Party Bags',
    'Set/6 Red Spotty Paper Plates',
    'Pack Of 72 Retrospot Cake Cases',
    'Compostable bin bags 10 l',
    'Coffee machine cleaning tablets',
    'Katzenfutter mit Huhn, Schale',
    'Plasters In Tin Strongman',
    'Öl für Lampen',
  ])('%s is not', (title) => {
    expect(isDurableTitle(title)).toBe(false);
  });
});

describe('a home', () => {
  it.each([
    ['US', 'CA', 'America/Los_Angeles'],
    ['US', null, 'America/New_York'],
    ['AU', 'WA', 'Australia/Perth'],
    ['ES', 'TF', 'Atlantic/Canary'],
    ['DE', null, 'Europe/Berlin'],
    ['XX', null, null],
    [null, null, null],
  ])('in %s %s has the zone %s', (country, province, zone) => {
    expect(timeZoneOf(country, province)).toBe(zone);
    if (zone) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });
});

describe('an order', () => {
  const order = {
    isTest: false,
    tags: [],
    sourceName: 'web',
    goodsMinor: 1000n,
    subtotalMinor: 1000n,
    hasLines: true,
  };
  it.each([
    [{}, 'purchase'],
    [{ isTest: true }, 'test'],
    [{ subtotalMinor: 0n }, 'gift'],
    [{ subtotalMinor: 0n, goodsMinor: 0n }, 'sample'],
    [{ subtotalMinor: 0n, sourceName: 'shopify_draft_order' }, 'replacement'],
    [{ subtotalMinor: 0n, tags: ['carafe-sample'] }, 'sample'],
    [{ subtotalMinor: 0n, hasLines: false }, 'purchase'],
  ])('with %o is a %s', (change, purpose) => {
    expect(purposeOf({ ...order, ...change })).toBe(purpose);
  });
});

describe('waiting for Shopify', () => {
  it('is for the points that are missing, no longer than a full bucket takes', () => {
    const status = { available: 50, restorePerSecond: 100, maximum: 2000, atMs: 0 };
    expect(waitForPointsMs(status, 250, 0)).toBe(2000);
    expect(waitForPointsMs(status, 250, 2000)).toBe(0);
    expect(waitForPointsMs(status, 99_999, 0)).toBe(19_500);
  });
  it('doubles from try to try up to 20 seconds, and obeys Retry-After', () => {
    expect([0, 1, 2, 10].map((attempt) => backOffMs(attempt, 0.5))).toEqual([500, 1000, 2000, 20_000]);
    expect(retryAfterMs('2.0')).toBe(2000);
    expect(retryAfterMs('soon')).toBeNull();
  });
});
