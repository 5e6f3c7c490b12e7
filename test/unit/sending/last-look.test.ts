import { describe, expect, it } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { readShopSettings } from '~/base/settings/shop-settings';
import { materialHash } from '~/outreach/outbox/override';
import type { GateFacts, KindSwitch } from '~/outreach/planning/gate-facts';
import { untroubled } from '~/outreach/planning/holds';
import { templateChoices } from '~/outreach/planning/template-choices';
import { type LookInput, type LookMessage, lastLook } from '~/sending/last-look';
import { openSettings } from '../../factories/sending-shop';

const at = new Date('2026-11-25T12:00:00Z');
const on: KindSwitch = {
  mode: 'on',
  enabledAt: new Date('2026-01-01T00:00:00Z'),
  reviewed: 100,
  reviewEndedAt: new Date('2026-02-01T00:00:00Z'),
  pausedAt: null,
  pausedBy: null,
  holdoutPercent: 0,
  floodHeldOn: null,
  floodReleasedOn: null,
  floodLimit: 1000,
  sentToday: 0,
};

const facts: GateFacts = {
  at,
  today: dayNumber('2026-11-25'),
  timeZone: 'UTC',
  shop: {
    id: 1n,
    name: 'Ada’s Coffee',
    installed: true,
    installedAt: new Date('2026-01-01T00:00:00Z'),
    timeZone: 'UTC',
    countryCode: 'GB',
    currency: 'EUR',
    locale: 'en',
    pausedAt: null,
    pausedBy: null,
    restoredEpoch: null,
    marketingStoppedAt: null,
    reconciledThrough: at,
    settings: readShopSettings(openSettings),
  },
  kinds: { 'running-low': on, 'thank-you': on, 'warranty-expiry': on },
  customer: {
    id: 7n,
    gone: null,
    isTakingOver: false,
    hasAddress: true,
    emailHashHex: 'ab',
    relayDomain: null,
    countryCode: 'GB',
    locale: 'en',
    tags: [],
    company: false,
    consent: { state: 'SUBSCRIBED', changedAt: null },
    suppression: null,
    preferences: [],
    lastPurchaseAt: null,
    holds: untroubled,
  },
  recentMails: [],
  needs: {},
  orders: {},
  orderLines: {},
  templates: [],
  sendNowKeys: new Set(),
  letGoKeys: new Set(),
  cameThroughLink: false,
};

function message(id: number, options: Partial<LookMessage> = {}): LookMessage {
  const key = `running-low-${id}-1`;
  return {
    id: BigInt(id),
    key,
    kind: 'running-low',
    class: 'marketing',
    step: 1,
    needId: BigInt(id),
    orderId: null,
    orderLineId: null,
    usefulUntil: new Date('2026-12-10T12:00:00Z'),
    reason: { code: 'claimed' },
    rank: 0,
    leadKey: 'running-low-1-1',
    approvedHash: null,
    ...options,
  };
}

/** What a person approved: these words to this address, unless a test says otherwise. */
function approvedAs(change: Partial<Parameters<typeof materialHash>[0]> = {}) {
  const text = templateChoices(facts)['running-low'].version;
  return materialHash({ reason: { code: 'claimed' }, recipient: 'ab', text, ...change });
}

function look(change: Partial<LookInput> & { gates?: Partial<GateFacts> } = {}) {
  const { gates, ...rest } = change;
  return lastLook({
    facts: { ...facts, ...gates },
    messages: [message(1)],
    class: 'marketing',
    senderHold: null,
    warmUp: null,
    ...rest,
  });
}

const customer = (part: Partial<GateFacts['customer']>) => ({
  gates: { customer: { ...facts.customer, ...part } },
});
const shop = (part: Partial<GateFacts['shop']>) => ({ gates: { shop: { ...facts.shop, ...part } } });
const kind = (part: Partial<KindSwitch>) => ({ gates: { kinds: { 'running-low': { ...on, ...part } } } });

describe('the last look', () => {
  it('lets a message go when nothing stands against it', () => {
    const { goes, changes, exposures } = look();
    expect(goes.map(({ id }) => id)).toEqual([1n]);
    expect([changes, exposures]).toEqual([[], []]);
  });

  it('tells a product that the customer gave up from a kind that they gave up', () => {
    const reasonOf = (needId: bigint | null) => {
      const off = { kind: 'running-low', needId, choice: 'off', until: null, byStaff: false } as const;
      return look(customer({ preferences: [off] })).changes[0]?.reason;
    };
    const ofKind = { code: 'preference-off', kind: 'running-low' };
    expect(reasonOf(null)).toEqual(ofKind);
    expect(reasonOf(message(1).needId)).toEqual({ ...ofKind, ofItem: true });
  });

  it('tells what staff turned off for a customer from what the customer does not want', () => {
    const by = (...staff: boolean[]) =>
      look(
        customer({
          preferences: staff.map((byStaff) => {
            return { kind: 'running-low', needId: null, choice: 'off', until: null, byStaff };
          }),
        }),
      ).changes[0]?.reason;
    expect(by(true)).toEqual({ code: 'never-by-staff', kind: 'running-low' });
    expect(by(true, false)).toEqual({ code: 'preference-off', kind: 'running-low' });
  });

  it.each([
    [
      'the customer unsubscribed',
      customer({ consent: { state: 'UNSUBSCRIBED', changedAt: at } }),
      'skipped',
      'no-consent',
    ],
    [
      'the address is suppressed',
      customer({ suppression: { reason: 'hard_bounce', scope: 'all', since: at } }),
      'skipped',
      'suppressed',
    ],
    ['the customer was redacted', customer({ gone: 'redacted' }), 'skipped', 'customer-gone'],
    [
      'the customer switched the kind off',
      customer({
        preferences: [{ kind: 'running-low', needId: null, choice: 'off', until: null, byStaff: false }],
      }),
      'skipped',
      'preference-off',
    ],
    ['the shop uninstalled', shop({ installed: false }), 'skipped', 'shop-gone'],
    ['the shop is paused', shop({ pausedAt: at, pausedBy: 'Ada' }), 'held', 'held-paused'],
    [
      'the customer’s country is paused',
      shop({ settings: readShopSettings({ ...openSettings, pausedCountries: ['FR', 'GB'] }) }),
      'held',
      'held-country',
    ],
    ['the kind is paused', kind({ pausedAt: at, pausedBy: 'Ada' }), 'held', 'held-paused'],
    ['spam reports stopped marketing', shop({ marketingStoppedAt: at }), 'held', 'held-paused'],
    ['the database was restored', shop({ restoredEpoch: 2 }), 'held', 'held-restored'],
    ['the kind is under review', kind({ mode: 'review' }), 'held', 'held-review'],
    ['the flood breaker fell', kind({ sentToday: 1001 }), 'held', 'held-flood'],
    [
      'a complaint is open',
      customer({ holds: { ...facts.customer.holds, complaintOpenedAt: at } }),
      'held',
      'held-complaint',
    ],
    [
      'an order is late',
      customer({ holds: { ...facts.customer.holds, lateOrderName: '#1' } }),
      'held',
      'held-late-order',
    ],
    [
      'a refund is pending',
      customer({ holds: { ...facts.customer.holds, pendingRefundOrderName: '#1' } }),
      'held',
      'held-pending-refund',
    ],
    [
      'a payment is disputed',
      customer({ holds: { ...facts.customer.holds, disputedOrderName: '#1' } }),
      'held',
      'held-dispute',
    ],
    [
      'a promise is overdue',
      customer({ holds: { ...facts.customer.holds, overduePromiseAt: at } }),
      'held',
      'held-promise',
    ],
    [
      'the orders were not reconciled',
      shop({ reconciledThrough: new Date(at.getTime() - 16 * 60_000) }),
      'planned',
      'held-not-reconciled',
    ],
    [
      'somebody has just become them',
      { ...customer({ isTakingOver: true }), class: 'transactional' } as const,
      'planned',
      'moved-for-merge',
    ],
    [
      'no mail server is set',
      { senderHold: { code: 'held-not-set-up', missing: 'mail-server' } as const },
      'held',
      'held-not-set-up',
    ],
    ['its usefulness ended', { messages: [message(1, { usefulUntil: at })] }, 'expired', 'expired'],
    [
      'it is quiet time',
      shop({
        settings: readShopSettings({
          ...openSettings,
          quiet: { ...facts.shop.settings.quiet, fromHour: 11, untilHour: 14, slotHour: 15 },
        }),
      }),
      'planned',
      'moved-quiet-hours',
    ],
  ] as const)('%s', (_fact, change, to, code) => {
    const { goes, changes } = look(change as Parameters<typeof look>[0]);
    expect(goes).toEqual([]);
    expect(changes.map((one) => [one.to, one.reason.code])).toEqual([[to, code]]);
  });

  it('a recall goes although somebody has just become the customer', () => {
    const recall = { kind: 'recall', class: 'transactional', needId: null } as const;
    const { gates } = customer({ isTakingOver: true });
    expect(
      look({
        messages: [message(1, recall)],
        class: 'transactional',
        gates: { ...gates, kinds: { recall: on } },
      }).goes,
    ).toHaveLength(1);
  });

  it('a message that was approved goes although its kind is under review', () => {
    expect(
      look({ ...kind({ mode: 'review' }), messages: [message(1, { approvedHash: approvedAs() })] }).goes,
    ).toHaveLength(1);
  });

  it.each([
    ['words', { text: 'running-low/en@v1' }, 'text'],
    ['an address', { recipient: 'cd' }, 'recipient'],
    ['a reason', { reason: { code: 'plan-changed' } }, 'reason'],
  ] as const)(
    '%s that nobody approved wait for approval again, also on a word to send now',
    (_, other, because) => {
      const messages = [message(1, { approvedHash: approvedAs(other) })];
      for (const sendNowKeys of [new Set<string>(), new Set(['running-low-1-1'])]) {
        const { goes, changes } = look({
          messages,
          gates: { ...kind({ mode: 'review' }).gates, sendNowKeys, letGoKeys: sendNowKeys },
        });
        expect(goes).toEqual([]);
        expect(changes).toMatchObject([
          { to: 'awaiting_approval', reason: { code: 'approval-fell', because } },
        ]);
      }
      expect(look({ messages }).goes, 'a kind that nobody reviews').toHaveLength(1);
    },
  );

  it('a word to send now hurries whatever words there are, where nobody reviews them', () => {
    const quiet = readShopSettings({
      ...openSettings,
      quiet: { ...facts.shop.settings.quiet, fromHour: 11, untilHour: 14, slotHour: 15 },
    });
    const gates = { shop: { ...facts.shop, settings: quiet }, sendNowKeys: new Set(['running-low-1-1']) };
    const said = (hash: Uint8Array) => look({ gates, messages: [message(1, { approvedHash: hash })] });
    expect(said(approvedAs()).goes).toHaveLength(1);
    expect(said(approvedAs({ text: 'running-low/en@v1' })).goes).toHaveLength(1);
  });

  it('what a person let go with its batch passes the flood breaker', () => {
    const flood = kind({ sentToday: 1001 }).gates;
    expect(look({ gates: { ...flood, letGoKeys: new Set(['running-low-1-1']) } }).goes).toHaveLength(1);
  });

  it('send now passes quiet hours and caps, never consent, suppression or a complaint', () => {
    const sendNowKeys = new Set(['running-low-1-1']);
    const quiet = readShopSettings({
      ...openSettings,
      quiet: { ...facts.shop.settings.quiet, fromHour: 11, untilHour: 14 },
    });
    expect(look({ gates: { sendNowKeys, shop: { ...facts.shop, settings: quiet } } }).goes).toHaveLength(1);
    const full = Array.from(
      { length: 9 },
      () => ({ on: facts.today, class: 'marketing', kind: 'running-low' }) as const,
    );
    expect(look({ gates: { recentMails: full } }).changes[0]?.reason.code).toBe('moved-cap');
    expect(look({ gates: { sendNowKeys, recentMails: full } }).goes).toHaveLength(1);
    for (const stop of [
      { consent: { state: 'UNSUBSCRIBED' as const, changedAt: at } },
      { suppression: { reason: 'spam_report' as const, scope: 'all' as const, since: at } },
      { holds: { ...facts.customer.holds, complaintOpenedAt: at } },
    ]) {
      expect(look({ gates: { sendNowKeys, customer: { ...facts.customer, ...stop } } }).goes).toEqual([]);
    }
  });

  it('a class raised by what the mail says asks for that class’s consent', () => {
    const thanks = message(1, { kind: 'warranty-expiry', class: 'transactional' });
    const unsubscribed = {
      customer: { ...facts.customer, consent: { state: 'UNSUBSCRIBED', changedAt: at } },
    } as const;
    expect(look({ messages: [thanks], class: 'transactional', gates: unsubscribed }).goes).toHaveLength(1);
    expect(look({ messages: [thanks], class: 'marketing', gates: unsubscribed }).goes).toEqual([]);
  });
});

describe('a mail of several messages', () => {
  it('leaves out what may not go and keeps the rest, the most important first', () => {
    const bought = {
      '2': {
        lastPurchasedAt: at,
        lastOrderId: 9n,
        item: 'Beans',
        availableForSale: false,
        travellingOrderName: null,
        onSubscription: false,
      },
    };
    const { goes, changes } = look({
      gates: { needs: bought },
      messages: [message(1, { rank: 1 }), message(2), message(3, { rank: 5 })],
    });
    expect(goes.map(({ id }) => id)).toEqual([3n, 1n]);
    expect(changes.map(({ message: { id }, reason }) => [id, reason.code])).toEqual([[2n, 'not-available']]);
  });

  it('that has to wait stays one mail, led by its lead', () => {
    const { changes } = look({
      ...shop({ reconciledThrough: null }),
      messages: [message(1), message(2), message(3, { rank: 5 })],
    });
    expect(new Set(changes.map(({ leadKey }) => leadKey))).toEqual(new Set(['running-low-1-1']));
  });

  it('whose lead is out gets the most important of the rest as its lead', () => {
    const { changes } = look({
      ...shop({ reconciledThrough: null }),
      messages: [message(1, { usefulUntil: at }), message(2), message(3, { rank: 5 })],
    });
    const waiting = changes.filter(({ to }) => to === 'planned');
    expect(new Set(waiting.map(({ leadKey }) => leadKey))).toEqual(new Set(['running-low-3-1']));
  });
});

describe('the holdout', () => {
  it('is decided after the gates, and both arms are written down', () => {
    const arms = new Map<string, number>();
    for (let id = 1; id <= 400; id++) {
      const gates = {
        customer: { ...facts.customer, id: BigInt(id) },
        kinds: { 'running-low': { ...on, holdoutPercent: 20 } },
      };
      const { goes, changes, exposures } = look({ gates });
      const [exposure] = exposures;
      expect(exposures).toHaveLength(1);
      if (!exposure) continue;
      arms.set(exposure.arm, (arms.get(exposure.arm) ?? 0) + 1);
      expect(goes.length).toBe(exposure.arm === 'treated' ? 1 : 0);
      if (exposure.arm === 'holdout')
        expect(changes[0]).toMatchObject({ to: 'skipped', reason: { code: 'holdout', percent: 20 } });
    }
    expect(arms.get('holdout')).toBeGreaterThan(50);
    expect(arms.get('holdout')).toBeLessThan(110);
    const refused = look({
      gates: {
        kinds: { 'running-low': { ...on, holdoutPercent: 100 } },
        customer: { ...facts.customer, gone: 'deleted' },
      },
    });
    expect(refused.exposures).toEqual([]);
  });

  it('has no arms while the merchant gets everything: all of it goes, and nobody is counted', () => {
    const settings = {
      ...facts.shop.settings,
      sendAllTo: 'owner@adas.example',
      sendAllToUntil: '2026-11-25',
    };
    const kinds = { 'running-low': { ...on, holdoutPercent: 100 } };
    const during = look({ gates: { kinds, shop: { ...facts.shop, settings } } });
    expect(during.goes).toHaveLength(1);
    expect([during.exposures, during.changes]).toEqual([[], []]);
    const ended = { ...settings, sendAllToUntil: '2026-11-24' };
    expect(look({ gates: { kinds, shop: { ...facts.shop, settings: ended } } }).exposures).toMatchObject([
      { arm: 'holdout' },
    ]);
  });
});
