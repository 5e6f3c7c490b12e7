import { now } from '~/base/lib/clock.server';
import { createCustomer } from '../store/world/actions/change-customer';
import { createProduct } from '../store/world/actions/create-product';
import { placeOrder } from '../store/world/actions/place-order';
import { demoShop } from '../store/world/demo-shop';
import { createWorld } from '../store/world/world';
import type { PostedWebhook } from './post-webhooks';
import { onServer } from './postgres-server';

/**
 * First orders of ever new customers who are subscribed, as the webhooks that Shopify tells of each: the customer, the
 * order, that it is paid, the customer again.
 */
export function firstOrders(domain: string): { next(): PostedWebhook[]; readonly count: number } {
  const world = createWorld({
    shop: demoShop(domain),
    clock: { now: () => now().getTime(), offsetMs: () => 0, advance: () => {} },
  });
  let told: PostedWebhook[] = [];
  let serial = 0;
  world.onAnnounce(({ topic, payload, eventId, happenedAt }) => {
    serial += 1;
    told.push({
      topic,
      body: JSON.stringify(payload),
      shop: domain,
      webhookId: `told-${serial}`,
      eventId,
      triggeredAt: new Date(happenedAt).toISOString(),
    });
  });
  const tea = createProduct(world, {
    title: 'Tea',
    productType: 'Tea',
    sku: 'T1',
    price: 500,
    inventoryQuantity: 9,
  });
  let count = 0;
  return {
    get count() {
      return count;
    },
    next: () => {
      told = [];
      count += 1;
      const email = `first-${count}@buyer.example`;
      const customer = createCustomer(world, {
        email,
        firstName: 'Ada',
        lastName: 'Brown',
        locale: 'en',
        consent: { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN', updatedAt: now().getTime() },
      });
      const [variantId = null] = tea.variantIds;
      placeOrder(world, {
        customer,
        email,
        locale: 'en',
        sourceName: 'web',
        lines: [{ variantId, quantity: 1 }],
        shippingAddress: null,
      });
      return told;
    },
  };
}

/** What one webhook, order or customer became; a failing assertion prints it. */
export interface Strays {
  /** Ids that were answered, and do not have one projected row of the inbox. */
  readonly webhooks: readonly unknown[];
  /** Customers who do not have one order and one message, the thanks for it. */
  readonly customers: readonly unknown[];
  /** How many customers there are. */
  readonly found: number;
}

interface OfShop {
  readonly shopId: bigint;
  readonly ids: readonly string[];
  /** Customers of the shop who ordered nothing here. */
  readonly others?: readonly bigint[];
}

/** Webhooks of `ids` and the first orders of a shop that did not become what they should, once each. */
export async function straysOf(databaseUrl: string, { shopId, ids, others = [] }: OfShop): Promise<Strays> {
  return onServer(databaseUrl, async (client) => {
    const webhooks = await client.query(
      `SELECT asked.id, count(i.id)::int AS rows, array_agg(i.state) AS states, array_agg(i.error) AS errors
       FROM unnest($2::text[]) AS asked(id) LEFT JOIN inbox_webhook i ON i.shop_id = $1 AND i.webhook_id = asked.id
       GROUP BY asked.id HAVING count(i.id) <> 1 OR bool_or(i.state <> 'projected')`,
      [shopId, ids],
    );
    const customers = await client.query(
      `SELECT * FROM (
         SELECT c.shopify_customer_id, c.replan_due_at,
           (SELECT count(*)::int FROM orders o WHERE o.shop_id = $1 AND o.customer_id = c.id) AS orders,
           (SELECT array_agg(m.kind) FROM message m WHERE m.shop_id = $1 AND m.customer_id = c.id) AS messages
         FROM customer c WHERE c.shop_id = $1 AND NOT c.id = ANY($2::bigint[])) one
       WHERE orders <> 1 OR messages IS DISTINCT FROM ARRAY['thank-you']`,
      [shopId, others],
    );
    const {
      rows: [found],
    } = await client.query(
      'SELECT count(*)::int AS count FROM customer WHERE shop_id = $1 AND NOT id = ANY($2::bigint[])',
      [shopId, others],
    );
    return { webhooks: webhooks.rows, customers: customers.rows, found: found.count };
  });
}
