import { GraphQLError } from 'graphql';
import type { DraftOrder, Order } from '../../world/entities';
import { parseGid } from '../../world/gid';
import { segments } from '../../world/segments';
import type { AdminContext, FieldResolvers } from '../admin-context';
import { connection } from '../connection';
import { matcher } from '../search';
import {
  customerFields,
  datedSort,
  draftOrderFields,
  orderFields,
  orderSort,
  productFields,
  productSort,
  variantFields,
  variantSort,
} from '../search-fields';

const sixtyDaysMs = 60 * 86_400_000;

export const queryResolvers: FieldResolvers<unknown> = {
  shop: (_root, _args, { world }) => world.shop,
  node: (_root, args, context) => findNode(String(args.id), context),
  nodes: (_root, args, context) => (args.ids as string[]).map((id) => findNode(id, context)),
  order: (_root, args, context) => one(args.id, 'Order', context),
  customer: (_root, args, context) => one(args.id, 'Customer', context),
  product: (_root, args, context) => one(args.id, 'Product', context),
  productVariant: (_root, args, context) => one(args.id, 'ProductVariant', context),
  fulfillment: (_root, args, context) => one(args.id, 'Fulfillment', context),
  refund: (_root, args, context) => one(args.id, 'Refund', context),
  return: (_root, args, context) => one(args.id, 'Return', context),
  draftOrder: (_root, args, context) => one(args.id, 'DraftOrder', context),
  orders: (_root, args, context) =>
    connection(
      visibleOrders(context).filter(matcher(args.query, orderFields(context))),
      args,
      context,
      orderSort(String(args.sortKey ?? 'PROCESSED_AT')),
    ),
  ordersCount: (_root, args, context) =>
    countOf(visibleOrders(context).filter(matcher(args.query, orderFields(context))).length, args.limit),
  customers: (_root, args, context) =>
    connection(
      [...context.world.customers.values()].filter(matcher(args.query, customerFields)),
      args,
      context,
      datedSort(String(args.sortKey ?? 'ID')),
    ),
  customersCount: (_root, args, { world }) =>
    countOf([...world.customers.values()].filter(matcher(args.query, customerFields)).length, args.limit),
  customerByIdentifier: (_root, args, { world }) => {
    const { id, emailAddress } = args.identifier as { id?: string; emailAddress?: string };
    const found = id ? parseGid(id)?.id : world.customerIdByEmail.get(emailAddress ?? '');
    return found === undefined ? null : (world.customers.get(found) ?? null);
  },
  segment: (_root, args) => segmentOf(args.id) ?? null,
  customerSegmentMembers: (_root, args, context) => {
    const segment = segmentOf(args.segmentId);
    const members = [...context.world.customers.values()]
      .filter((customer) => segment?.has(customer))
      .map(({ id }) => ({ kind: 'CustomerSegmentMember', id }));
    return { ...connection(members, args, context), totalCount: members.length };
  },
  products: (_root, args, context) =>
    connection(
      [...context.world.products.values()].filter(matcher(args.query, productFields(context))),
      args,
      context,
      productSort(String(args.sortKey ?? 'ID')),
    ),
  productsCount: (_root, args, context) =>
    countOf(
      [...context.world.products.values()].filter(matcher(args.query, productFields(context))).length,
      args.limit,
    ),
  productVariants: (_root, args, context) =>
    connection(
      [...context.world.variants.values()].filter(matcher(args.query, variantFields)),
      args,
      context,
      variantSort(String(args.sortKey ?? 'ID')),
    ),
  draftOrders: (_root, args, context) =>
    connection(
      [...context.world.draftOrders.values()].filter(matcher<DraftOrder>(args.query, draftOrderFields)),
      args,
      context,
      datedSort(String(args.sortKey ?? 'ID')),
    ),
  bulkOperation: (_root, args, { bulk }) => bulk.find(parseGid(String(args.id))?.id ?? 0),
  bulkOperations: (_root, args, context) => connection(context.bulk.list(), args, context),
  currentBulkOperation: (_root, _args, { bulk }) => bulk.list().at(-1) ?? null,
  currentAppInstallation: (_root, _args, context) => installation(context),
  appInstallation: (_root, _args, context) => installation(context),
  shopLocales: () => [{ locale: 'en', name: 'English', primary: true, published: true }],
  webhookSubscriptions: (_root, args, context) => {
    const topics = Array.isArray(args.topics) ? args.topics : null;
    const chosen = context.subscriptions.filter((one) => topics === null || topics.includes(one.topic));
    return connection(chosen, args, context);
  },
  metafieldDefinitions: (_root, args, context) =>
    connection(
      context.enabledDefinitions
        .map((definition, at) => ({
          kind: 'MetafieldDefinition',
          id: at + 1,
          name: definition.key,
          ...definition,
        }))
        .filter(
          (one) =>
            one.ownerType === args.ownerType &&
            (args.namespace == null || one.namespace === args.namespace) &&
            (args.key == null || one.key === args.key),
        ),
      args,
      context,
    ),
};

function segmentOf(id: unknown) {
  const parsed = parseGid(String(id));
  return parsed?.kind === 'Segment' ? segments.find((one) => one.id === parsed.id) : undefined;
}

/** read_orders shows 60 days; the rest needs read_all_orders. */
function isVisible(order: Order, { world, scopes }: AdminContext): boolean {
  return scopes.includes('read_all_orders') || order.createdAt >= world.clock.now() - sixtyDaysMs;
}

function visibleOrders(context: AdminContext): Order[] {
  return [...context.world.orders.values()].filter((order) => isVisible(order, context));
}

function one(id: unknown, kind: string, context: AdminContext) {
  const parsed = parseGid(String(id));
  if (parsed === null || parsed.kind !== kind) throw new GraphQLError(`Invalid global id '${String(id)}'`);
  return findNode(String(id), context);
}

function findNode(id: string, context: AdminContext) {
  const parsed = parseGid(id);
  if (parsed === null) throw new GraphQLError(`Invalid global id '${id}'`);
  const { world } = context;
  const { kind, id: key } = parsed;
  switch (kind) {
    case 'Order': {
      const order = world.orders.get(key);
      return order && isVisible(order, context) ? order : null;
    }
    case 'Customer':
      return world.customers.get(key) ?? null;
    case 'Product':
      return world.products.get(key) ?? null;
    case 'ProductVariant':
      return world.variants.get(key) ?? null;
    case 'LineItem':
      return world.lineItems.get(key) ?? null;
    case 'Fulfillment':
      return world.fulfillments.get(key) ?? null;
    case 'Refund':
      return world.refunds.get(key) ?? null;
    case 'Return':
      return world.returns.get(key) ?? null;
    case 'DraftOrder':
      return world.draftOrders.get(key) ?? null;
    case 'BulkOperation':
      return context.bulk.find(key);
    case 'Shop':
      return key === world.shop.id ? world.shop : null;
    default:
      return null;
  }
}

function countOf(count: number, limit: unknown) {
  const cap = typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
  return count > cap ? { count: cap, precision: 'AT_LEAST' } : { count, precision: 'EXACT' };
}

function installation({ scopes, world, apiKey, storeUrl }: AdminContext) {
  const handles = scopes.map((handle) => ({ handle, description: handle }));
  return {
    kind: 'AppInstallation',
    id: 500_000_000_000 + (world.shop.id % 1000),
    accessScopes: handles,
    activeSubscriptions: [],
    launchUrl: `${storeUrl}/admin/apps/carafe`,
    uninstallUrl: null,
    metafield: null,
    app: {
      kind: 'App',
      id: 1_000_001,
      apiKey,
      handle: 'carafe',
      title: 'Carafe',
      embedded: true,
      requestedAccessScopes: handles,
      webhookApiVersion: '2026-10',
    },
  };
}
