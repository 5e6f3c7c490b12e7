import { dayNumber } from '~/base/lib/days';
import { acrossShops, sqlInShop } from '~/db.server';
import { readInsight } from '~/insight/learning/customers/learn-customer.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { deliver } from '../support/intake/inbox';
import { makeShop } from '../support/intake/shop-row';
import { addDay } from './history';

interface Variant {
  readonly id: number;
  readonly title: string;
  readonly left?: number;
}

interface Order {
  readonly customer: number;
  readonly on: string;
  readonly variant: number;
  readonly quantity?: number;
  readonly more?: object;
  readonly line?: object;
}

/**
 * A shop of which all is told by webhooks, as Shopify sends them, and of which is asked what the model is fed with.
 *
 * @param today ISO day on which is asked
 */
export function toldShop(shop: bigint, { today: asked }: { today: string }) {
  const domain = `shop-${shop}.myshopify.com`;
  const today = dayNumber(asked);
  let serial = Number(shop) * 10_000;

  async function product(
    variants: readonly Variant[],
    { title = 'Beans', id = ++serial, on = '2026-01-01' } = {},
  ) {
    const payload = {
      id,
      admin_graphql_api_id: `gid://shopify/Product/${id}`,
      title,
      status: 'active',
      updated_at: `${on}T08:00:00Z`,
      variants: variants.map(({ id: variant, title: name, left = 9 }, at) => ({
        id: variant,
        admin_graphql_api_id: `gid://shopify/ProductVariant/${variant}`,
        title: name,
        option1: name,
        price: '10.00',
        position: at + 1,
        inventory_quantity: left,
        inventory_policy: 'deny',
        inventory_management: 'shopify',
      })),
    };
    await deliver(domain, { topic: 'products/update', payload, triggeredAt: Date.parse(payload.updated_at) });
    return id;
  }

  async function order({ customer, on, variant, quantity = 1, more = {}, line = {} }: Order) {
    const id = ++serial;
    const at = `${on}T12:00:00Z`;
    const payload = {
      id,
      admin_graphql_api_id: `gid://shopify/Order/${id}`,
      name: `#${id}`,
      created_at: at,
      processed_at: at,
      updated_at: at,
      currency: 'USD',
      financial_status: 'paid',
      subtotal_price: '10.00',
      total_price: '10.00',
      total_line_items_price: '10.00',
      customer: { id: customer, admin_graphql_api_id: `gid://shopify/Customer/${customer}`, updated_at: at },
      line_items: [
        {
          id: ++serial,
          admin_graphql_api_id: `gid://shopify/LineItem/${serial}`,
          variant_id: variant,
          product_id: 1,
          title: 'Beans',
          quantity,
          current_quantity: quantity,
          price: '10.00',
          ...line,
        },
      ],
      ...more,
    };
    await deliver(domain, { topic: 'orders/create', payload, triggeredAt: Date.parse(at) });
    return { id, lineId: serial, payload };
  }

  async function learnt(customer: number) {
    await projectInbox(shop);
    return sqlInShop(shop, async (sql) => {
      const [row] = await sql.rows<{ id: bigint }>(
        `SELECT id FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2`,
        `gid://shopify/Customer/${customer}`,
      );
      const insight = await readInsight(sql, row?.id ?? 0n, today);
      if (!insight) throw new Error('no insight');
      return insight;
    });
  }

  const purchasesOf = async (customer: number) =>
    (await learnt(customer)).needs[0]?.purchases.map(({ day, quantity }) => [day, quantity]);

  const install = async () => {
    await makeShop(shop, domain);
    await acrossShops('install', (sql) => sql.run(`UPDATE shop SET time_zone = 'UTC' WHERE id = $1`, shop));
  };
  const tell = (topic: string, at: string, payload: object) =>
    deliver(domain, { topic, payload, triggeredAt: Date.parse(at) });
  return { install, product, order, learnt, purchasesOf, tell, next: () => ++serial };
}

export const ada = {
  first_name: 'Ada',
  last_name: 'Lindqvist',
  address1: 'Kungsgatan 1',
  zip: '111 43',
  city: 'Stockholm',
};
export const bo = {
  first_name: 'Bo',
  last_name: 'Ek',
  address1: 'Storgatan 2',
  zip: '411 24',
  city: 'Göteborg',
};

export const on = (day: string, quantity = 1) => [dayNumber(day), quantity];

/** The days of purchases with these gaps between them. */
export function rhythm(from: string, gaps: readonly number[]): string[] {
  const days = [from];
  for (const gap of gaps) days.push(addDay(days.at(-1) ?? from, gap));
  return days;
}
