import { GraphQLError } from 'graphql';
import type { Customer, DraftOrder, Order, Product, Variant } from '../world/entities';
import type { AdminContext } from './admin-context';
import type { SearchFields } from './search';

export function orderFields({ world }: AdminContext): SearchFields<Order> {
  return {
    id: (order) => order.id,
    name: (order) => `#${order.number}`,
    created_at: (order) => order.createdAt,
    updated_at: (order) => order.updatedAt,
    processed_at: (order) => order.processedAt,
    email: (order) => order.email,
    customer_id: (order) => order.customerId,
    tag: (order) => order.tags,
    test: (order) => order.test,
    source_name: (order) => order.sourceName,
    financial_status: (order) => order.financialStatus.toLowerCase(),
    chargeback_status: (order) => order.disputes.map(({ status }) => status.toLowerCase()),
    fulfillment_status: (order) =>
      order.lines.every((line) => line.fulfilledQuantity >= line.currentQuantity)
        ? 'fulfilled'
        : 'unfulfilled',
    status: (order) => [
      'any',
      order.cancelledAt !== null ? 'cancelled' : order.closedAt !== null ? 'closed' : 'open',
    ],
    sku: (order) => order.lines.flatMap((line) => line.sku ?? []),
    product_id: (order) =>
      order.lines.flatMap((line) => (line.productId === null ? [] : String(line.productId))),
    customer_name: (order) => {
      const customer = order.customerId === null ? undefined : world.customers.get(order.customerId);
      return customer ? `${customer.firstName} ${customer.lastName}` : null;
    },
  };
}

export const customerFields: SearchFields<Customer> = {
  id: (customer) => customer.id,
  created_at: (customer) => customer.createdAt,
  customer_date: (customer) => customer.createdAt,
  updated_at: (customer) => customer.updatedAt,
  email: (customer) => customer.email,
  phone: (customer) => customer.phone,
  first_name: (customer) => customer.firstName,
  last_name: (customer) => customer.lastName,
  tag: (customer) => customer.tags,
  orders_count: (customer) => customer.orderIds.length,
  country: (customer) => customer.addresses[0]?.country ?? null,
};

export function productFields({ world }: AdminContext): SearchFields<Product> {
  return {
    id: (product) => product.id,
    created_at: (product) => product.createdAt,
    updated_at: (product) => product.updatedAt,
    title: (product) => product.title,
    handle: (product) => product.handle,
    product_type: (product) => product.productType,
    vendor: (product) => product.vendor,
    tag: (product) => product.tags,
    status: (product) => product.status.toLowerCase(),
    sku: (product) => product.variantIds.flatMap((id) => world.variants.get(id)?.sku ?? []),
  };
}

export const variantFields: SearchFields<Variant> = {
  id: (variant) => variant.id,
  product_id: (variant) => variant.productId,
  sku: (variant) => variant.sku,
  title: (variant) => variant.title,
  updated_at: (variant) => variant.updatedAt,
  inventory_quantity: (variant) => variant.inventoryQuantity,
};

export const draftOrderFields: SearchFields<DraftOrder> = {
  id: (draft) => draft.id,
  created_at: (draft) => draft.createdAt,
  updated_at: (draft) => draft.updatedAt,
  customer_id: (draft) => draft.customerId,
  status: (draft) => draft.status.toLowerCase(),
  tag: (draft) => draft.tags,
};

type SortTable<T> = ReadonlyMap<string, (item: T) => number | string>;
type Dated = { id: number; createdAt: number; updatedAt: number };

const datedTable: [string, (item: Dated) => number][] = [
  ['ID', (item) => item.id],
  ['CREATED_AT', (item) => item.createdAt],
  ['UPDATED_AT', (item) => item.updatedAt],
  ['RELEVANCE', (item) => item.id],
];
const orderTable: SortTable<Order> = new Map([
  ...datedTable,
  ['PROCESSED_AT', (order: Order) => order.processedAt],
  ['ORDER_NUMBER', (order: Order) => order.number],
]);
const productTable: SortTable<Product> = new Map<string, (item: Product) => number | string>([
  ...datedTable,
  ['TITLE', (product) => product.title],
]);
const variantTable: SortTable<Variant> = new Map<string, (item: Variant) => number | string>([
  ...datedTable,
  ['SKU', (variant) => variant.sku],
  ['POSITION', (variant) => variant.position],
]);

export function orderSort(name: string) {
  return sortBy(name, orderTable);
}

export function datedSort(name: string) {
  return sortBy<Dated>(name, new Map(datedTable));
}

export function productSort(name: string) {
  return sortBy(name, productTable);
}

export function variantSort(name: string) {
  return sortBy(name, variantTable);
}

function sortBy<T>(name: string, table: SortTable<T>) {
  const of = table.get(name);
  if (!of) throw new GraphQLError(`The local store cannot sort by ${name}`);
  return { name, of };
}
