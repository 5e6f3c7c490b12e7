import type { BulkFaults, BulkOperations } from '../bulk/bulk-operations';
import type { RecordedCall } from '../graphql/admin-context';
import type { Throttle } from '../graphql/throttle';
import { type ApiFaults, noApiFaults } from '../http/api-faults';
import type { MailStore, StoredMail } from '../mailbox/mail-store';
import { bounceOf, type ReturnedMail, replyTo, spamReportOf } from '../mailbox/returned-mail';
import type { StoreSmtp } from '../mailbox/smtp-server';
import type { AccessTokens } from '../oauth/access-tokens';
import { shopPayload } from '../webhooks/payloads/shop-payload';
import { noWebhookFaults, type WebhookFaults, type WebhookSender } from '../webhooks/webhook-sender';
import { cancelOrder } from '../world/actions/cancel-order';
import { deleteProduct, type ProductChange, updateProduct } from '../world/actions/change-product';
import { editOrder, type OrderEdit } from '../world/actions/edit-order';
import { fulfilOrder } from '../world/actions/fulfil-order';
import { type NewOrder, placeOrder } from '../world/actions/place-order';
import { recordParcel } from '../world/actions/record-parcel';
import { refundOrder } from '../world/actions/refund-order';
import type { Fulfillment, Order, Product } from '../world/entities';
import type { World } from '../world/world';

export type ControlParts = {
  world: World;
  webhooks: WebhookSender;
  smtp: StoreSmtp;
  mails: MailStore;
  tokens: AccessTokens;
  throttle: Throttle;
  faults: ApiFaults;
  bulk: BulkOperations;
  calls: RecordedCall[];
  state: { appUrl: string | null; isInstalled: boolean; url: string };
};

export type Basket = {
  customerId?: number;
  email?: string;
  lines: { sku: string; quantity: number }[];
} & Partial<Pick<NewOrder, 'attributes' | 'landingSite' | 'ref' | 'tags' | 'sourceName' | 'test' | 'locale'>>;

/** Everything that can be made to happen to the store, by tests in this process and by buttons over HTTP. */
export type Control = ReturnType<typeof createControl>;

const hourMs = 3_600_000;

export function createControl(parts: ControlParts) {
  const { world, webhooks, tokens, state } = parts;
  let clockMoved = async (): Promise<void> => {};
  return {
    world,
    webhooks,
    smtp: parts.smtp,
    mails: parts.mails,
    calls: parts.calls,
    isInstalled: () => state.isInstalled,
    setAppUrl: (url: string) => {
      state.appUrl = url;
    },

    /** Moves the clock and lets happen what was due in between. Returns how many things did. */
    advance: ({ days = 0, hours = 0 }: { days?: number; hours?: number }): number => {
      world.clock.advance((days * 24 + hours) * hourMs);
      return world.agenda.runDue(world.clock.now());
    },

    /** What is done before the clock's button answers that it has moved. */
    onClockMove: (listener: () => Promise<void>): void => {
      clockMoved = listener;
    },
    afterClockMove: (): Promise<void> => clockMoved(),

    /** Someone buys. Without customer and e-mail it is a sale over the counter. */
    buy: (basket: Basket): Order => {
      const id = basket.customerId ?? world.customerIdByEmail.get(basket.email ?? '');
      const customer = id === undefined ? null : must(world.customers.get(id), `customer ${id}`);
      const isCounter = customer === null && basket.email === undefined;
      return placeOrder(world, {
        ...basket,
        customer,
        email: basket.email ?? customer?.email ?? null,
        locale: basket.locale ?? customer?.locale ?? null,
        sourceName: basket.sourceName ?? (isCounter ? 'pos' : 'web'),
        shippingAddress: customer?.addresses[0] ?? null,
        lines: basket.lines.map(({ sku, quantity }) => ({
          variantId: must(world.variantIdBySku.get(sku), `variant with SKU ${sku}`),
          quantity,
        })),
      });
    },
    fulfil: (orderId: number, lines?: { lineItemId: number; quantity: number }[]): Fulfillment =>
      fulfilOrder(world, orderOf(world, orderId), { tracking: tracking(orderId), lines }),
    /** Ships what is left and reports every parcel of the order as delivered. */
    deliver: (orderId: number): void => {
      const order = orderOf(world, orderId);
      if (order.lines.some((line) => line.fulfilledQuantity < line.currentQuantity))
        fulfilOrder(world, order, { tracking: tracking(orderId) });
      for (const parcel of order.fulfillments)
        if (!parcel.events.some((event) => event.status === 'DELIVERED'))
          recordParcel(world, parcel, { status: 'DELIVERED' });
    },
    refund: (orderId: number, lines?: { lineItemId: number; quantity: number }[], note?: string) => {
      const order = orderOf(world, orderId);
      const all = order.lines
        .filter((line) => line.currentQuantity > 0)
        .map((line) => ({ lineItemId: line.id, quantity: line.currentQuantity }));
      return refundOrder(world, order, { lines: lines ?? all, note });
    },
    cancel: (orderId: number): void => cancelOrder(world, orderOf(world, orderId), { reason: 'CUSTOMER' }),
    edit: (orderId: number, edit: OrderEdit): void => editOrder(world, orderOf(world, orderId), edit),
    changeProduct: (productId: number, change: ProductChange): void =>
      updateProduct(world, productOf(world, productId), change),
    removeProduct: (productId: number): void => deleteProduct(world, productOf(world, productId)),

    uninstall: (): void => {
      // The webhook goes out first: Shopify still knows the app when it tells it.
      world.beginAction()('app/uninstalled', () => shopPayload(world));
      state.isInstalled = false;
      tokens.revokeAll();
    },
    reinstall: (): void => {
      state.isInstalled = true;
    },
    expireTokens: (options?: { refreshToo?: boolean }): void => tokens.expireAll(options),
    drainThrottle: (): void => parts.throttle.drain(),

    /** Arms faults; what is not named stays. */
    api: (faults: Partial<ApiFaults>): ApiFaults => Object.assign(parts.faults, faults),
    webhookFaults: (faults: Partial<WebhookFaults>): WebhookFaults => Object.assign(webhooks.faults, faults),
    bulkFaults: (faults: Partial<BulkFaults>): BulkFaults => Object.assign(parts.bulk.faults, faults),
    /** Everything behaves again. */
    heal: (): void => {
      Object.assign(parts.faults, noApiFaults);
      Object.assign(webhooks.faults, noWebhookFaults);
      Object.assign(parts.bulk.faults, { failNext: null, delayMs: 0 });
      parts.smtp.recover();
      parts.throttle.fill();
    },

    /** What comes back to the sender of a mail; the raw text to put into the mailbox that the app reads. */
    bounce: (mailId: number, status?: string): ReturnedMail =>
      bounceOf(mailOf(parts.mails, mailId), world.clock.now(), status),
    reportSpam: (mailId: number): ReturnedMail =>
      spamReportOf(mailOf(parts.mails, mailId), world.clock.now()),
    reply: (mailId: number, text: string): ReturnedMail =>
      replyTo(mailOf(parts.mails, mailId), text, world.clock.now()),
  };
}

export function orderOf(world: World, id: number): Order {
  return must(world.orders.get(id), `order ${id}`);
}

function productOf(world: World, id: number): Product {
  return must(world.products.get(id), `product ${id}`);
}

function mailOf(mails: MailStore, id: number): StoredMail {
  return must(mails.find(id) ?? undefined, `mail ${id}`);
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`There is no ${what}`);
  return value;
}

function tracking(orderId: number) {
  const number = `RM${orderId % 1_000_000_000}GB`;
  return { company: 'Royal Mail', number, url: `https://tracking.example.com/${number}` };
}
