import { GraphQLError, type GraphQLFieldResolver, type GraphQLTypeResolver } from 'graphql';
import { gid } from '../world/gid';
import type { AdminContext, FieldResolvers } from './admin-context';
import { addressResolvers, metafieldTypeResolvers } from './resolvers/address-resolvers';
import { customerResolvers } from './resolvers/customer-resolvers';
import {
  calculatedDraftOrderResolvers,
  draftOrderLineResolvers,
  draftOrderResolvers,
} from './resolvers/draft-order-resolvers';
import {
  fulfillmentEventResolvers,
  fulfillmentLineResolvers,
  fulfillmentResolvers,
} from './resolvers/fulfillment-resolvers';
import { lineItemResolvers } from './resolvers/line-item-resolvers';
import { mutationResolvers } from './resolvers/mutation-resolvers';
import { orderResolvers } from './resolvers/order-resolvers';
import { productResolvers, variantResolvers } from './resolvers/product-resolvers';
import { queryResolvers } from './resolvers/query-resolvers';
import {
  refundLineResolvers,
  refundResolvers,
  returnLineResolvers,
  returnResolvers,
} from './resolvers/refund-resolvers';
import { shopResolvers } from './resolvers/shop-resolvers';

const resolversOf: Record<string, FieldResolvers<never>> = {
  QueryRoot: queryResolvers,
  Mutation: mutationResolvers,
  Shop: shopResolvers,
  Order: orderResolvers,
  LineItem: lineItemResolvers,
  Customer: customerResolvers,
  MailingAddress: addressResolvers,
  Metafield: metafieldTypeResolvers,
  Product: productResolvers,
  ProductVariant: variantResolvers,
  Fulfillment: fulfillmentResolvers,
  FulfillmentLineItem: fulfillmentLineResolvers,
  FulfillmentEvent: fulfillmentEventResolvers,
  Refund: refundResolvers,
  RefundLineItem: refundLineResolvers,
  Return: returnResolvers,
  ReturnLineItem: returnLineResolvers,
  DraftOrder: draftOrderResolvers,
  DraftOrderLineItem: draftOrderLineResolvers,
  CalculatedDraftOrder: calculatedDraftOrderResolvers,
  CalculatedDraftOrderLineItem: draftOrderLineResolvers,
};

/**
 * One rule for every field: the type's own resolver, else the gid, else what the object itself holds under that name.
 * A field of Shopify's schema that the store has nothing for is an error with its name, never a quiet null.
 */
export const resolveField: GraphQLFieldResolver<unknown, AdminContext> = (source, args, context, info) => {
  const { fieldName, parentType } = info;
  const own = resolversOf[parentType.name]?.[fieldName];
  if (own) return own(source as never, args, context);
  if (isEntity(source)) {
    if (fieldName === 'id' && typeof source.id === 'number') return gid(source.kind, source.id);
    if (fieldName === 'legacyResourceId') return String(source.id);
  }
  if (typeof source === 'object' && source !== null && fieldName in source)
    return (source as Record<string, unknown>)[fieldName];
  throw new GraphQLError(`The local store does not know ${parentType.name}.${fieldName}`);
};

export const resolveType: GraphQLTypeResolver<unknown, AdminContext> = (value) =>
  isEntity(value) ? value.kind : undefined;

function isEntity(value: unknown): value is { kind: string; id: unknown } {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}
