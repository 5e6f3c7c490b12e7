import { dayNumber, localDay } from '~/base/lib/days';
import { shopSettingsSchema } from '~/base/settings/shop-settings';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import type { CustomerInsight, NeedInsight, OrderFacts } from '~/insight/learning/customers/customer-insight';
import {
  emptyShopPool,
  forecastLapse,
  forecastReorder,
  overdueAfterDays,
  ownWeight,
  type PurchaseDay,
} from '~/insight/model/reorder';
import type { GateFacts, KindSwitch } from '~/outreach/planning/gate-facts';
import { untroubled } from '~/outreach/planning/holds';
import type { PlanInput } from '~/outreach/planning/make-plan';
import { templateChoices } from '~/outreach/planning/template-choices';

/** Facts for the pure plan: a customer in Berlin whom everything may be sent to, unless a test says otherwise. */
export const on: KindSwitch = {
  mode: 'on',
  enabledAt: new Date('2025-01-01T00:00:00Z'),
  reviewed: 100,
  reviewEndedAt: new Date('2025-02-01T00:00:00Z'),
  pausedAt: null,
  pausedBy: null,
  holdoutPercent: 0,
  floodHeldOn: null,
  floodReleasedOn: null,
  floodLimit: 25,
  sentToday: 0,
};

const defaults = shopSettingsSchema.parse({});
export const settings = {
  ...defaults,
  sender: { ...defaults.sender, name: 'Ada’s Coffee', postalAddress: 'Hafenstraße 12, Hamburg' },
};

export interface FactsSeed {
  readonly at: string | Date;
  readonly timeZone?: string;
  readonly settings?: Partial<typeof settings>;
  readonly shop?: Partial<GateFacts['shop']>;
  readonly customer?: Partial<GateFacts['customer']>;
  readonly holds?: Partial<GateFacts['customer']['holds']>;
  readonly kinds?: Partial<Record<ActiveKind, Partial<KindSwitch>>>;
  readonly recentMails?: GateFacts['recentMails'];
}

export function gateFacts(seed: FactsSeed): GateFacts {
  const at = new Date(seed.at);
  const timeZone = seed.timeZone ?? 'Europe/Berlin';
  return {
    at,
    today: localDay(at, timeZone),
    timeZone,
    shop: {
      id: 1n,
      name: 'Ada’s Coffee',
      installed: true,
      installedAt: new Date('2025-01-01T00:00:00Z'),
      timeZone: 'Europe/Berlin',
      countryCode: 'DE',
      currency: 'EUR',
      locale: 'en',
      pausedAt: null,
      pausedBy: null,
      restoredEpoch: null,
      marketingStoppedAt: null,
      reconciledThrough: at,
      settings: { ...settings, ...seed.settings },
      ...seed.shop,
    },
    kinds: Object.fromEntries(activeKinds.map((kind) => [kind, { ...on, ...seed.kinds?.[kind] }])),
    customer: {
      id: 2n,
      gone: null,
      isTakingOver: false,
      hasAddress: true,
      emailHashHex: 'ab',
      relayDomain: null,
      countryCode: 'DE',
      locale: 'en',
      tags: [],
      company: false,
      consent: { state: 'SUBSCRIBED', changedAt: null },
      suppression: null,
      preferences: [],
      lastPurchaseAt: null,
      ...seed.customer,
      holds: { ...untroubled, ...seed.holds },
    },
    recentMails: seed.recentMails ?? [],
    needs: {},
    orders: {},
    orderLines: {},
    templates: [],
    sendNowKeys: new Set(),
    letGoKeys: new Set(),
    cameThroughLink: false,
  };
}

export interface NeedSeed {
  readonly id: number;
  /** Days and quantities of purchases, ascending. */
  readonly purchases: readonly PurchaseDay[];
  readonly daysPerUnit?: number | null;
  readonly change?: Partial<NeedInsight>;
}

/** A need with a real forecast behind it. */
export function needInsight({ id, purchases, daysPerUnit = 30, change }: NeedSeed): NeedInsight {
  const last = purchases.at(-1) as PurchaseDay;
  const input = {
    purchases,
    rhythm: { orderDays: purchases.map(({ day }) => day) },
    need: null,
    shop: emptyShopPool,
    prior: daysPerUnit === null ? null : { daysPerUnit },
  };
  const forecast = forecastReorder(input);
  return {
    need: { id: BigInt(id), title: `Need ${id}`, usage: 'used_up', daysPerUnit, substituteNeedId: null },
    usage: { usedUp: true, because: 'days-given' },
    purchases,
    last: {
      day: last.day,
      quantity: last.quantity,
      items: last.quantity,
      title: `Item ${id}`,
      shopifyVariantId: `gid://shopify/ProductVariant/${id}`,
      unitPriceMinor: 1250n,
      orderId: BigInt(id * 1000 + purchases.length),
      orderName: `#${id}${purchases.length}`,
      orderLineId: BigInt(id * 1000 + purchases.length),
      anchorGid: `gid://shopify/LineItem/${id * 1000 + purchases.length}`,
      delivery: { day: last.day + 2, source: 'delivered' },
    },
    forecast,
    ownWeight: ownWeight(input),
    overdueAfterDays: overdueAfterDays(forecast, emptyShopPool),
    anchorDay: last.day,
    pool: null,
    otherBuyers: 0,
    transitDays: 3,
    reorderVariantId: `gid://shopify/ProductVariant/${id}`,
    reorderQuantity: 1,
    availableForSale: true,
    travelling: null,
    onSubscription: false,
    answer: null,
    snoozedUntilDay: null,
    ...change,
  };
}

export function orderFacts(id: number, day: number, change: Partial<OrderFacts> = {}): OrderFacts {
  return {
    id: BigInt(id),
    shopifyOrderId: `gid://shopify/Order/${id}`,
    name: `#${id}`,
    purpose: 'purchase',
    sourceName: 'web',
    processedAt: new Date(day * 86_400_000 + 12 * 3_600_000),
    day,
    cancelledAt: null,
    paidAt: new Date(day * 86_400_000 + 12 * 3_600_000),
    financialStatus: 'PAID',
    fulfillmentStatus: 'FULFILLED',
    totalMinor: 1250n,
    isTest: false,
    isPos: false,
    isDigital: false,
    onHold: false,
    highRisk: false,
    customerOrdersAtTheTime: null,
    lines: [],
    ...change,
  };
}

export function lineFacts(
  id: number,
  change: Partial<OrderFacts['lines'][number]> = {},
): OrderFacts['lines'][number] {
  return {
    id: BigInt(id),
    anchorGid: `gid://shopify/LineItem/${id}`,
    shopifyVariantId: `gid://shopify/ProductVariant/${id}`,
    shopifyProductId: `gid://shopify/Product/${id}`,
    needId: null,
    title: 'Espresso machine',
    quantity: 1,
    keptQuantity: 1,
    refundedQuantity: 0,
    returnedQuantity: 0,
    unitPriceMinor: 49_900n,
    isGiftCard: false,
    onSubscription: false,
    warrantyMonths: 24,
    needsSetUp: false,
    delivery: null,
    ...change,
  };
}

export function customerInsight(
  facts: GateFacts,
  {
    needs = [],
    orders = [],
    numberOfOrders = orders.length,
  }: { needs?: NeedInsight[]; orders?: OrderFacts[]; numberOfOrders?: number },
): CustomerInsight {
  return {
    customer: {
      id: facts.customer.id,
      shopifyCustomerId: 'gid://shopify/Customer/2',
      hasAddress: true,
      emailHash: facts.customer.emailHashHex,
      locale: facts.customer.locale,
      countryCode: facts.customer.countryCode,
      provinceCode: null,
      timeZone: facts.timeZone,
      company: false,
      tags: [],
      numberOfOrders,
      firstOrderAt: null,
      lastOrderAt: null,
      deleted: false,
      redacted: false,
    },
    shop: {
      timeZone: facts.shop.timeZone,
      currency: facts.shop.currency,
      countryCode: 'DE',
      installedAt: facts.shop.installedAt,
    },
    today: facts.today,
    needs,
    lapse: forecastLapse({ rhythm: { orderDays: [] }, shop: emptyShopPool, today: facts.today }),
    orders,
  };
}

export function planInput(
  facts: GateFacts,
  insight: CustomerInsight,
  change: Partial<PlanInput> = {},
): PlanInput {
  return { facts, insight, existing: [], overrides: new Map(), templates: templateChoices(facts), ...change };
}

export const day = dayNumber;
