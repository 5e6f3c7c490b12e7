import { oneOrderOperation } from '~/intake/orders/operations';
import { type Json, record } from '~/intake/shopify/read';
import type { AdminContext } from '../../store/graphql/admin-context';
import { checkDocument, run } from '../../store/graphql/execute-admin';
import { returnPayload } from '../../store/webhooks/payloads/return-payload';
import { cancelOrder } from '../../store/world/actions/cancel-order';
import {
  changeConsent,
  createCustomer,
  deleteCustomer,
  mergeCustomers,
  updateCustomer,
} from '../../store/world/actions/change-customer';
import { deleteProduct, updateProduct } from '../../store/world/actions/change-product';
import { createProduct } from '../../store/world/actions/create-product';
import { editOrder } from '../../store/world/actions/edit-order';
import { fulfilOrder } from '../../store/world/actions/fulfil-order';
import { placeOrder } from '../../store/world/actions/place-order';
import { recordParcel } from '../../store/world/actions/record-parcel';
import { refundOrder } from '../../store/world/actions/refund-order';
import { moveReturn, requestReturn } from '../../store/world/actions/return-order';
import { demoShop } from '../../store/world/demo-shop';
import type { Address, Customer, Order, Product } from '../../store/world/entities';
import { createWorld, type World } from '../../store/world/world';

/** One webhook of a made day; `at` is its place in the order in which the shop told them. */
export interface Told {
  readonly at: number;
  readonly topic: string;
  readonly payload: unknown;
  readonly triggeredAt: number;
  readonly webhookId: string;
}

/** An order as the Admin API told it at that moment: of an order that was edited, or when the shop was compared. */
export interface Read {
  readonly at: number;
  readonly node: Json;
}

export interface MadeDay {
  readonly webhooks: readonly Told[];
  readonly readings: readonly Read[];
}

/**
 * A shop's day, made from a seed: customers, guests, orders, parcels, refunds, edits, returns, merges and deletions, many
 * of them within one second. Some words on returns and parcels leave out what was in them.
 */
export async function makeDay(seed: number, actions = 60): Promise<MadeDay> {
  let state = seed;
  // Mulberry32: small, even, and the same everywhere.
  const roll = (sides: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
  let nowMs = Date.UTC(2026, 10, 20, 8);
  const world = createWorld({
    shop: demoShop('made.myshopify.com'),
    clock: { now: () => nowMs, offsetMs: () => 0, advance: () => {} },
  });
  const told: Told[] = [];
  const readings: Promise<Read>[] = [];
  const compare = (orderId: number) => readings.push(readOrder(world, orderId, told.length));
  world.onAnnounce(({ topic, payload, happenedAt }) => {
    if (topic === 'orders/edited') compare(Number(record(record(payload).order_edit).order_id));
    told.push({
      at: told.length,
      topic,
      payload: cut(topic, structuredClone(payload)),
      triggeredAt: happenedAt,
      webhookId: `${seed}-${told.length}`,
    });
  });
  const cut = (topic: string, payload: unknown): unknown => {
    const list = topic.startsWith('returns/') ? 'return_line_items' : 'line_items';
    if (topic === 'fulfillments/update' || topic.startsWith('returns/'))
      if (roll(3) === 0) delete record(payload)[list];
    return payload;
  };
  const pick = <T>(list: readonly T[]): T | undefined => list[roll(list.length)];
  const products: Product[] = [];
  const customers: Customer[] = [];
  const orders: Order[] = [];
  const address = (): Address => ({
    kind: 'MailingAddress',
    id: world.nextId('MailingAddress'),
    firstName: 'Ada',
    lastName: 'Ó Súil',
    company: null,
    address1: `${roll(9)} High Street`,
    address2: null,
    city: 'Bath',
    province: null,
    provinceCode: ['ENG', 'SCT', null][roll(3)] ?? null,
    country: 'United Kingdom',
    countryCode: ['GB', 'DE', 'US'][roll(3)] ?? 'GB',
    zip: 'BA1',
    phone: null,
  });
  const emails = Array.from({ length: 5 }, (_, at) => `person-${at}@example.com`);
  const alive = (list: readonly Customer[]) => list.filter(({ id }) => world.customers.has(id));
  const onSale = () => products.filter(({ id }) => world.products.has(id));
  const deeds: Record<string, () => void> = {
    'new product': () => {
      const title = `Tea ${roll(5)} ${[100, 250][roll(2)]} g`;
      products.push(
        createProduct(world, {
          title,
          productType: 'Tea',
          sku: `T${world.nextId('Sku')}`,
          price: 500,
          inventoryQuantity: roll(3),
        }),
      );
    },
    'new variant': () => {
      const one = pick(onSale());
      if (!one) return;
      const id = world.nextId('ProductVariant');
      const title = ['250 g', '1 kg', 'Blue'][roll(3)] ?? '';
      const position = one.variantIds.length + 1;
      const option = { name: 'Size', value: title };
      const times = { createdAt: nowMs, updatedAt: nowMs };
      world.variants.set(id, {
        kind: 'ProductVariant',
        id,
        productId: one.id,
        title,
        sku: `S${id}`,
        price: 900,
        compareAtPrice: null,
        inventoryQuantity: roll(2),
        position,
        option,
        metafields: [],
        ...times,
      });
      one.variantIds.push(id);
      updateProduct(world, one, {});
    },
    'variant gone': () => {
      const one = pick(onSale().filter(({ variantIds }) => variantIds.length > 1));
      if (!one) return;
      one.variantIds.splice(roll(one.variantIds.length), 1);
      updateProduct(world, one, {});
    },
    'product renamed': () => {
      const one = pick(onSale());
      if (one) updateProduct(world, one, { title: roll(4) ? `Tea ${roll(99)}` : 'Wall clock' });
    },
    'product gone': () => {
      const one = pick(onSale());
      if (one && roll(3) === 0) deleteProduct(world, one);
    },
    'new customer': () => {
      const email = pick(emails.filter((address) => !world.customerIdByEmail.has(address)));
      if (email)
        customers.push(
          createCustomer(world, {
            email,
            firstName: `F${roll(9)}`,
            lastName: 'Lovelace',
            locale: 'en',
            addresses: [address()],
            consent: {
              state: roll(3) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
              optInLevel: 'SINGLE_OPT_IN',
              updatedAt: nowMs,
            },
          }),
        );
    },
    'customer changed': () => {
      const one = pick(alive(customers));
      const free = emails.find((email) => !world.customerIdByEmail.has(email));
      if (one)
        updateCustomer(world, one, {
          firstName: `F${roll(99)}`,
          tags: [`tag-${roll(3)}`],
          email: roll(2) ? (free ?? one.email) : one.email,
        });
    },
    'consent changed': () => {
      const one = pick(alive(customers));
      if (one) changeConsent(world, one, { state: roll(2) ? 'SUBSCRIBED' : 'UNSUBSCRIBED' });
    },
    'customer gone': () => {
      const one = pick(alive(customers).filter(({ orderIds }) => orderIds.length === 0));
      if (one && roll(2)) deleteCustomer(world, one);
    },
    'customers merged': () => {
      const [kept, removed] = [pick(alive(customers)), pick(alive(customers))];
      if (kept && removed && kept !== removed) mergeCustomers(world, { kept, removed });
    },
    order: () => order(),
    'another order': () => order(),
    'one more order': () => order(),
    parcel: () => parcel(),
    'another parcel': () => parcel(),
    'carrier word': () => {
      const one = pick(orders.flatMap(({ fulfillments }) => fulfillments));
      if (one)
        recordParcel(world, one, {
          status: (['IN_TRANSIT', 'DELIVERED', 'OUT_FOR_DELIVERY'] as const)[roll(3)] ?? 'DELIVERED',
          at: nowMs,
        });
    },
    refund: () => {
      const one = pick(
        orders.filter(
          ({ lines, cancelledAt }) => cancelledAt === null && (lines[0]?.currentQuantity ?? 0) > 0,
        ),
      );
      if (one?.lines[0]) refundOrder(world, one, { lines: [{ lineItemId: one.lines[0].id, quantity: 1 }] });
    },
    edit: () => {
      const one = pick(unshipped());
      if (one?.lines[0])
        editOrder(world, one, { setQuantities: [{ lineItemId: one.lines[0].id, quantity: roll(4) }] });
    },
    cancel: () => {
      const one = pick(unshipped());
      if (one && roll(2)) cancelOrder(world, one, { reason: 'CUSTOMER' });
    },
    return: () => {
      const one = pick(
        orders.filter(({ fulfillments, returns }) => fulfillments.length > 0 && returns.length === 0),
      );
      const line = one?.fulfillments[0]?.lines[0];
      if (one && line)
        requestReturn(world, one, {
          lines: [{ lineItemId: line.lineItemId, quantity: 1, reason: 'UNWANTED' }],
        });
    },
    'return changed': () => {
      const back = pick(orders.flatMap(({ returns }) => returns));
      const line = back?.lines[0];
      if (!back || !line) return;
      line.quantity = 1 + roll(4);
      world.beginAction()('returns/update', () => returnPayload(world, back));
    },
    'shop compared': () => {
      const one = pick(orders);
      if (one) compare(one.id);
    },
    'return moved': () => {
      const back = pick(orders.flatMap(({ returns }) => returns));
      if (back) moveReturn(world, back, (['approve', 'close', 'reopen'] as const)[roll(3)] ?? 'approve');
    },
  };
  const unshipped = () =>
    orders.filter(({ fulfillments, cancelledAt }) => fulfillments.length === 0 && cancelledAt === null);
  const parcel = () => {
    const one = pick(unshipped());
    if (one)
      fulfilOrder(world, one, {
        at: nowMs,
        tracking: { company: 'DHL', number: '1', url: 'https://dhl.example.com/1' },
      });
  };
  const order = () => {
    const variantId = pick(onSale().flatMap(({ variantIds }) => variantIds));
    if (variantId === undefined) return;
    const customer = roll(3) ? (pick(alive(customers)) ?? null) : null;
    orders.push(
      placeOrder(world, {
        customer,
        email: customer?.email ?? pick(emails) ?? null,
        locale: ['en', 'de', null][roll(3)] ?? null,
        sourceName: roll(6) ? 'web' : 'pos',
        lines: [
          { variantId, quantity: 1 + roll(3) },
          { variantId: null, title: 'Gift card', quantity: 1, price: 1000, isGiftCard: true },
        ],
        shippingAddress: roll(4) ? address() : null,
        plansParcel: false,
        tags: roll(8) ? [] : ['carafe-sample'],
      }),
    );
  };
  const names = Object.keys(deeds);
  for (let step = 0; step < actions; step++) {
    // Half of the deeds share a second with the one before.
    nowMs += roll(2) ? 0 : 1000 * (1 + roll(3000));
    deeds[pick(names) ?? '']?.();
  }
  return { webhooks: told, readings: await Promise.all(readings) };
}

/** What the app's own query answers at this moment: resolvers answer at once, so that what happens next is not in it. */
async function readOrder(world: World, orderId: number, at: number): Promise<Read> {
  const document = checkDocument(oneOrderOperation.text);
  if (!('kind' in document)) throw new Error('The query for an order is none');
  const context = { world, storeUrl: 'http://127.0.0.1', apiKey: '', scopes: [] } as unknown as AdminContext;
  const { data, errors } = await run(document, context, {
    variables: { id: `gid://shopify/Order/${orderId}` },
  });
  if (errors) throw errors[0];
  return { at, node: structuredClone(record(record(data).order)) };
}
