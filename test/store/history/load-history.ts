import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { cancelOrder } from '../world/actions/cancel-order';
import { createProduct } from '../world/actions/create-product';
import { placeOrder } from '../world/actions/place-order';
import { planParcel } from '../world/actions/plan-parcel';
import { refundOrder } from '../world/actions/refund-order';
import type { Customer, Order, Product } from '../world/entities';
import { addMetafield } from '../world/metafields';
import { chanceOf, hashOf } from '../world/random';
import type { World } from '../world/world';
import { zonedDay, zonedInstant, zoneOffsetMinutes } from '../world/zone-time';
import { characters } from './characters';
import { parseCsv } from './parse-csv';
import { type InventedBuyer, inventBuyer } from './people/invent-buyer';

type Line = { sku: string; quantity: number; price: number };
type Basket = { day: number; buyer: string; lines: Line[] };
const dayMs = 86_400_000;

/**
 * Fills an empty world with the purchase history, moved by whole weeks so that weekdays stay and the last order
 * lies within the six days before the store's clock (or earlier today). With `buyers`, a smaller shop: only so many of
 * them, the same ones each time.
 */
export function loadHistory(world: World, { buyers }: { buyers?: number | undefined } = {}): void {
  const baskets = ofSome(readBaskets(), buyers);
  const lastDay = baskets.at(-1)?.day ?? 0;
  const today = zonedDay(world.clock.now(), world.shop.zone);
  const shiftDays = Math.floor((today - lastDay) / 7) * 7;
  const firstAt = zonedInstant((baskets[0]?.day ?? 0) + shiftDays, 0, world.shop.zone);
  world.shop.createdAt = firstAt - 400 * dayMs;

  const variantOfSku = loadProducts(world, firstAt - 90 * dayMs);
  const orderCounts = new Map<string, number>();
  for (const { buyer } of baskets) orderCounts.set(buyer, (orderCounts.get(buyer) ?? 0) + 1);
  const people = new Map<string, Person>();
  const dated = baskets
    .map((basket) => ({ basket, at: instantOf(basket, shiftDays, world) }))
    .toSorted((a, b) => a.at - b.at);
  for (const { basket, at } of dated) {
    const count = orderCounts.get(basket.buyer) ?? 1;
    const person = people.get(basket.buyer) ?? meet(world, basket.buyer, count, at);
    people.set(basket.buyer, person);
    const lines = basket.lines.map((line) => ({ ...line, variantId: variantOfSku.get(line.sku) ?? null }));
    settle(world, orderFor(world, person, lines, at), at);
  }
}

type Person = { invented: InventedBuyer; customer: Customer | null; isAtTill: boolean };

function meet(world: World, buyer: string, orderCount: number, at: number): Person {
  const invented = inventBuyer(buyer, orderCount);
  const isAtTill = orderCount === 1 && chanceOf(`till ${buyer}`) < 0.03;
  if (invented.isGuest || isAtTill) return { invented, customer: null, isAtTill };
  const customer: Customer = {
    kind: 'Customer',
    id: invented.customerId,
    email: invented.email,
    phone: invented.phone,
    firstName: invented.firstName,
    lastName: invented.lastName,
    locale: invented.locale,
    tags: invented.tags,
    note: null,
    consent: { ...invented.consent, updatedAt: invented.consent.state === 'NOT_SUBSCRIBED' ? null : at },
    addresses: [{ ...invented.address, id: world.nextId('MailingAddress') }],
    orderIds: [],
    createdAt: at - 4 * 60_000,
    updatedAt: at,
    metafields: [],
  };
  if (chanceOf(`birthday ${buyer}`) < 0.04) {
    const month = String(1 + (hashOf(`month ${buyer}`) % 12)).padStart(2, '0');
    const day = String(1 + (hashOf(`day ${buyer}`) % 28)).padStart(2, '0');
    const value = `${1950 + (hashOf(`year ${buyer}`) % 50)}-${month}-${day}`;
    addMetafield(world, customer, { namespace: 'facts', key: 'birth_date', type: 'date', value });
  }
  world.customers.set(customer.id, customer);
  world.customerIdByEmail.set(invented.email, customer.id);
  return { invented, customer, isAtTill };
}

function orderFor(
  world: World,
  person: Person,
  lines: (Line & { variantId: number | null })[],
  at: number,
): Order {
  const { invented, customer, isAtTill } = person;
  const address = { ...invented.address, id: customer?.addresses[0]?.id ?? world.nextId('MailingAddress') };
  return placeOrder(world, {
    at,
    customer,
    email: isAtTill ? null : invented.email,
    locale: isAtTill ? null : invented.locale,
    sourceName: isAtTill ? 'pos' : 'web',
    lines: lines.map(({ variantId, quantity, price }) => ({ variantId, quantity, price })),
    shippingAddress: isAtTill ? null : address,
    plansParcel: false,
  });
}

/** What became of an order: most are shipped and arrive, a few are cancelled, some come back in part. */
function settle(world: World, order: Order, at: number): void {
  const chance = chanceOf(`fate ${order.number}`);
  if (chance < 0.006 && !isCharacters(order)) {
    cancelOrder(world, order, { reason: 'CUSTOMER', at: at + 3 * 3_600_000 });
    return;
  }
  planParcel(world, order, at);
  const refundAt = at + (9 + (hashOf(`refund ${order.number}`) % 10)) * dayMs;
  if (chance > 0.985 && refundAt < world.clock.now() && !isCharacters(order)) {
    const line = order.lines[0];
    if (line) {
      const quantity = Math.max(1, Math.floor(line.quantity / 2));
      refundOrder(world, order, {
        lines: [{ lineItemId: line.id, quantity }],
        at: refundAt,
        note: 'Arrived damaged',
      });
    }
  }
}

function isCharacters(order: Order): boolean {
  return Object.values(characters).some((character) => character.customerId === order.customerId);
}

function loadProducts(world: World, at: number): Map<string, number> {
  const variantOfSku = new Map<string, number>();
  const wanted = new Set<string>(Object.values(characters).map((character) => character.sku));
  for (const row of readRows('products.csv.gz')) {
    const sku = row.product ?? '';
    const isSoldOut = chanceOf(`stock ${sku}`) < 0.02 && !wanted.has(sku);
    const product = createProduct(world, {
      title: row.title ?? '',
      productType: row.type ?? '',
      sku,
      price: Number(row.price_pence),
      inventoryQuantity: isSoldOut ? 0 : 40 + (hashOf(`stock ${sku}`) % 900),
      at,
    });
    describe(world, product);
    variantOfSku.set(sku, product.variantIds[0] ?? 0);
  }
  return variantOfSku;
}

/** A few merchants keep such facts in metafields already; the app can offer to import them. */
function describe(world: World, product: Product): void {
  if (product.productType === 'Incense')
    addMetafield(world, product, {
      namespace: 'custom',
      key: 'days_of_supply',
      type: 'number_integer',
      value: '20',
    });
  if (product.productType === 'Lighting')
    addMetafield(world, product, {
      namespace: 'custom',
      key: 'warranty_months',
      type: 'number_integer',
      value: '24',
    });
}

/** People order from early morning to late evening; today's orders are squeezed into what has passed of today. */
function instantOf(basket: Basket, shiftDays: number, world: World): number {
  const { zone } = world.shop;
  const day = basket.day + shiftDays;
  const minute = 450 + (hashOf(`minute ${basket.buyer} ${basket.day}`) % 900);
  const now = world.clock.now();
  if (day < zonedDay(now, zone))
    return zonedInstant(day, minute, zone) + (hashOf(`s ${basket.buyer}`) % 60) * 1000;
  const startOfDay = day * dayMs - zoneOffsetMinutes(now, zone) * 60_000;
  return startOfDay + Math.floor(((now - startOfDay) * minute) / 1440);
}

function readBaskets(): Basket[] {
  const baskets = new Map<string, Basket>();
  for (const row of readRows('lines.csv.gz')) {
    const key = `${row.date} ${row.buyer}`;
    const basket = baskets.get(key) ?? { day: dayOf(row.date ?? ''), buyer: row.buyer ?? '', lines: [] };
    basket.lines.push({
      sku: row.product ?? '',
      quantity: Number(row.quantity),
      price: Number(row.price_pence),
    });
    baskets.set(key, basket);
  }
  return [...baskets.values()];
}

function ofSome(baskets: Basket[], count: number | undefined): Basket[] {
  if (count === undefined) return baskets;
  const drawn = [...new Set(baskets.map(({ buyer }) => buyer))].toSorted(
    (a, b) => hashOf(`shop of ${a}`) - hashOf(`shop of ${b}`),
  );
  const chosen = new Set(drawn.slice(0, count));
  return baskets.filter(({ buyer }) => chosen.has(buyer));
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

function readRows(name: string): Record<string, string>[] {
  return parseCsv(gunzipSync(readFileSync(new URL(name, import.meta.url))).toString('utf8'));
}
