import { randomUUID } from 'node:crypto';
import { type Agenda, createAgenda } from './agenda';
import type { StoreClock } from './clock';
import type {
  Customer,
  DraftOrder,
  Fulfillment,
  LineItem,
  Order,
  Product,
  Refund,
  Return,
  Shop,
  Variant,
} from './entities';

/** Something that Shopify would tell its apps by webhook. `eventId` is one for all that one action caused. */
export type Announcement = { topic: string; payload: unknown; eventId: string; happenedAt: number };

/** All of the store's memory, and the one place where changes are told to whoever listens. */
export type World = {
  shop: Shop;
  clock: StoreClock;
  agenda: Agenda;
  products: Map<number, Product>;
  variants: Map<number, Variant>;
  variantIdBySku: Map<string, number>;
  customers: Map<number, Customer>;
  customerIdByEmail: Map<string, number>;
  orders: Map<number, Order>;
  draftOrders: Map<number, DraftOrder>;
  lineItems: Map<number, LineItem>;
  fulfillments: Map<number, Fulfillment>;
  refunds: Map<number, Refund>;
  returns: Map<number, Return>;
  nextOrderNumber: number;
  nextId: (kind: string) => number;
  /** Starts an action: everything announced through the returned function shares one event id. */
  beginAction: () => (topic: string, payloadOf: () => unknown) => void;
  onAnnounce: (listener: (announcement: Announcement) => void) => void;
};

export function createWorld({ shop, clock }: { shop: Shop; clock: StoreClock }): World {
  const listeners: ((announcement: Announcement) => void)[] = [];
  const counters = new Map<string, number>();
  return {
    shop,
    clock,
    agenda: createAgenda(),
    products: new Map(),
    variants: new Map(),
    variantIdBySku: new Map(),
    customers: new Map(),
    customerIdByEmail: new Map(),
    orders: new Map(),
    draftOrders: new Map(),
    lineItems: new Map(),
    fulfillments: new Map(),
    refunds: new Map(),
    returns: new Map(),
    nextOrderNumber: 1001,
    nextId: (kind) => {
      const next = (counters.get(kind) ?? firstIds[kind] ?? 1_000_000_000_000) + 1;
      counters.set(kind, next);
      return next;
    },
    beginAction: () => {
      const eventId = randomUUID();
      return (topic, payloadOf) => {
        // History is loaded before anybody listens, and thousands of payloads need not be built for nobody.
        if (listeners.length === 0) return;
        const payload = payloadOf();
        const announcement = { topic, payload, eventId, happenedAt: clock.now() };
        for (const listener of listeners) listener(announcement);
      };
    },
    onAnnounce: (listener) => {
      listeners.push(listener);
    },
  };
}

/** Shopify's ids are 13 digits long nowadays, and rows of one kind lie near each other. */
const firstIds: Record<string, number> = {
  Product: 8_270_000_000_000,
  ProductVariant: 44_840_000_000_000,
  Customer: 7_100_000_000_000,
  MailingAddress: 8_490_000_000_000,
  Order: 5_360_000_000_000,
  LineItem: 13_340_000_000_000,
  Fulfillment: 4_820_000_000_000,
  FulfillmentLineItem: 11_150_000_000_000,
  FulfillmentEvent: 31_200_000_000_000,
  Refund: 887_000_000_000,
  RefundLineItem: 450_000_000_000,
  Return: 5_960_000_000,
  ReturnLineItem: 16_700_000_000,
  OrderTransaction: 6_320_000_000_000,
  DraftOrder: 1_060_000_000_000,
  Metafield: 22_700_000_000_000,
};
