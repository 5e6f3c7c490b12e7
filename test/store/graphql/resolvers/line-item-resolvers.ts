import type { LineItem } from '../../world/entities';
import type { FieldResolvers } from '../admin-context';
import { moneyBag } from '../money';

export const lineItemResolvers: FieldResolvers<LineItem> = {
  contract: () => null,
  customAttributes: (line) => line.properties.map(({ name, value }) => ({ key: name, value })),
  discountAllocations: () => [],
  discountedTotalSet: (line, _args, context) => moneyBag(line.price * line.quantity - line.discount, context),
  discountedUnitPriceSet: (line, _args, context) => moneyBag(unitPrice(line), context),
  discountedUnitPriceAfterAllDiscountsSet: (line, _args, context) => moneyBag(unitPrice(line), context),
  duties: () => [],
  fulfillmentStatus: (line) => (line.fulfilledQuantity >= line.quantity ? 'fulfilled' : 'unfulfilled'),
  image: () => null,
  lineItemGroup: () => null,
  merchantEditable: (line) => line.fulfilledQuantity === 0,
  name: (line) => (line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`),
  nonFulfillableQuantity: (line) => line.quantity - line.currentQuantity,
  originalTotalSet: (line, _args, context) => moneyBag(line.price * line.quantity, context),
  originalUnitPriceSet: (line, _args, context) => moneyBag(line.price, context),
  product: (line, _args, { world }) =>
    line.productId === null ? null : (world.products.get(line.productId) ?? null),
  variant: (line, _args, { world }) =>
    line.variantId === null ? null : (world.variants.get(line.variantId) ?? null),
  refundableQuantity: (line) => line.currentQuantity,
  restockable: () => true,
  sellingPlan: (line) =>
    line.sellingPlan && {
      name: line.sellingPlan.name,
      sellingPlanId: `gid://shopify/SellingPlan/${line.sellingPlan.id}`,
    },
  staffMember: () => null,
  taxLines: () => [],
  taxable: () => true,
  totalDiscountSet: (line, _args, context) => moneyBag(line.discount, context),
  unfulfilledQuantity: (line) => Math.max(0, line.currentQuantity - line.fulfilledQuantity),
  fulfillableQuantity: (line) => Math.max(0, line.currentQuantity - line.fulfilledQuantity),
  weight: () => null,
};

function unitPrice(line: LineItem): number {
  return line.price - Math.round(line.discount / Math.max(1, line.quantity));
}
