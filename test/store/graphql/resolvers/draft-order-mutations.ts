import { placeOrder } from '../../world/actions/place-order';
import type { Address, DraftOrder } from '../../world/entities';
import { parseGid } from '../../world/gid';
import type { World } from '../../world/world';
import type { FieldResolvers } from '../admin-context';
import { draftTotals } from './draft-order-resolvers';

type DiscountInput = { title?: string; value: number; valueType: 'PERCENTAGE' | 'FIXED_AMOUNT' };
type DraftInput = {
  email?: string;
  note?: string;
  tags?: string[];
  purchasingEntity?: { customerId?: string };
  customAttributes?: { key: string; value: string }[];
  appliedDiscount?: DiscountInput;
  lineItems?: {
    variantId?: string;
    title?: string;
    quantity: number;
    originalUnitPriceWithCurrency?: { amount: string };
    appliedDiscount?: DiscountInput;
  }[];
  shippingAddress?: {
    countryCode?: string;
    address1?: string;
    city?: string;
    zip?: string;
    firstName?: string;
    lastName?: string;
  };
  useCustomerDefaultAddress?: boolean;
};

export const draftOrderMutations: FieldResolvers<unknown> = {
  draftOrderCreate: (_root, args, { world }) => {
    const made = makeDraft(args.input as DraftInput, world);
    if ('errors' in made) return { draftOrder: null, userErrors: made.errors };
    world.draftOrders.set(made.draft.id, made.draft);
    return { draftOrder: made.draft, userErrors: [] };
  },
  draftOrderCalculate: (_root, args, { world }) => {
    const made = makeDraft(args.input as DraftInput, world);
    if ('errors' in made) return { calculatedDraftOrder: null, userErrors: made.errors };
    return { calculatedDraftOrder: { ...made.draft, kind: 'CalculatedDraftOrder' }, userErrors: [] };
  },
  draftOrderComplete: (_root, args, { world }) => {
    const draft = world.draftOrders.get(parseGid(String(args.id))?.id ?? 0);
    if (!draft)
      return { draftOrder: null, userErrors: [{ field: ['id'], message: 'Draft order not found' }] };
    if (draft.status === 'COMPLETED')
      return { draftOrder: draft, userErrors: [{ field: null, message: 'This order has been paid' }] };
    complete(draft, world, args.paymentPending === true);
    return { draftOrder: draft, userErrors: [] };
  },
  draftOrderInvoiceSend: (_root, args, context) => {
    const { world } = context;
    const draft = world.draftOrders.get(parseGid(String(args.id))?.id ?? 0);
    const email = (args.email ?? {}) as {
      to?: string;
      from?: string;
      subject?: string;
      customMessage?: string;
      body?: string;
    };
    const to = email.to ?? draft?.email;
    if (!draft)
      return { draftOrder: null, userErrors: [{ field: ['id'], message: 'Draft order not found' }] };
    if (!to)
      return { draftOrder: draft, userErrors: [{ field: ['email', 'to'], message: "To can't be blank" }] };
    if (email.from && email.from !== world.shop.email)
      return {
        draftOrder: draft,
        userErrors: [{ field: ['email', 'from'], message: 'From must be a store or staff address' }],
      };
    draft.status = 'INVOICE_SENT';
    draft.invoiceSentAt = world.clock.now();
    context.sendInvoice(draft, {
      to,
      from: world.shop.email,
      subject: email.subject ?? `Invoice ${draft.name}`,
      text: `${email.customMessage ?? email.body ?? ''}\n\nComplete your purchase: ${context.storeUrl}/invoices/${draft.id}`,
    });
    return { draftOrder: draft, userErrors: [] };
  },
  draftOrderDelete: (_root, args, { world }) => {
    const id = parseGid(String((args.input as { id: string }).id))?.id ?? 0;
    const isGone = world.draftOrders.delete(id);
    return {
      deletedId: isGone ? `gid://shopify/DraftOrder/${id}` : null,
      userErrors: isGone ? [] : [{ field: ['id'], message: 'Draft order not found' }],
    };
  },
};

function makeDraft(
  input: DraftInput,
  world: World,
): { draft: DraftOrder } | { errors: { field: string[]; message: string }[] } {
  const customer = world.customers.get(parseGid(input.purchasingEntity?.customerId ?? '')?.id ?? 0);
  const at = world.clock.now();
  const lines: DraftOrder['lines'] = [];
  for (const [index, line] of (input.lineItems ?? []).entries()) {
    const variant = line.variantId ? world.variants.get(parseGid(line.variantId)?.id ?? 0) : undefined;
    if (line.variantId && !variant)
      return {
        errors: [
          {
            field: ['lineItems', String(index), 'variantId'],
            message: 'Product with ID is no longer available',
          },
        ],
      };
    const price = variant?.price ?? Math.round(Number(line.originalUnitPriceWithCurrency?.amount ?? 0) * 100);
    lines.push({
      id: world.nextId('DraftOrderLineItem'),
      variantId: variant?.id ?? null,
      title: (variant && world.products.get(variant.productId)?.title) ?? line.title ?? 'Custom item',
      quantity: line.quantity,
      price: discounted(price, line.appliedDiscount),
    });
  }
  if (lines.length === 0) return { errors: [{ field: ['lineItems'], message: 'Add at least 1 product' }] };
  const id = world.nextId('DraftOrder');
  const draft: DraftOrder = {
    kind: 'DraftOrder',
    id,
    name: `#D${id % 1_000_000}`,
    status: 'OPEN',
    customerId: customer?.id ?? null,
    email: input.email ?? customer?.email ?? null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    attributes: (input.customAttributes ?? []).map(({ key, value }) => ({ name: key, value })),
    lines,
    discount: input.appliedDiscount
      ? {
          title: input.appliedDiscount.title ?? null,
          value: input.appliedDiscount.value,
          valueType: input.appliedDiscount.valueType,
        }
      : null,
    shippingAddress: addressOf(input, customer?.addresses[0] ?? null, world),
    invoiceSentAt: null,
    orderId: null,
    createdAt: at,
    updatedAt: at,
    completedAt: null,
  };
  return { draft };
}

function complete(draft: DraftOrder, world: World, isPending: boolean): void {
  const { subtotal, total } = draftTotals(draft);
  const share = subtotal === 0 ? 0 : (subtotal - total) / subtotal;
  const order = placeOrder(world, {
    customer: draft.customerId === null ? null : (world.customers.get(draft.customerId) ?? null),
    email: draft.email,
    locale: null,
    sourceName: 'shopify_draft_order',
    lines: draft.lines.map((line) => ({
      variantId: line.variantId,
      title: line.title,
      quantity: line.quantity,
      price: line.price,
      discount: Math.round(line.price * line.quantity * share),
    })),
    shippingAddress: draft.shippingAddress,
    shippingPrice: 0,
    attributes: draft.attributes,
    tags: draft.tags,
    note: draft.note,
    financialStatus: isPending ? 'PENDING' : 'PAID',
  });
  draft.status = 'COMPLETED';
  draft.completedAt = world.clock.now();
  draft.updatedAt = draft.completedAt;
  draft.orderId = order.id;
}

function addressOf(input: DraftInput, known: Address | null, world: World): Address | null {
  const given = input.shippingAddress;
  if (!given) return known;
  return {
    kind: 'MailingAddress',
    id: world.nextId('MailingAddress'),
    firstName: given.firstName ?? '',
    lastName: given.lastName ?? '',
    company: null,
    address1: given.address1 ?? '',
    address2: null,
    city: given.city ?? '',
    province: null,
    provinceCode: null,
    country: given.countryCode ?? '',
    countryCode: given.countryCode ?? '',
    zip: given.zip ?? '',
    phone: null,
  };
}

function discounted(price: number, discount: DiscountInput | undefined): number {
  if (!discount) return price;
  if (discount.valueType === 'PERCENTAGE') return Math.round(price * (1 - discount.value / 100));
  return Math.max(0, price - Math.round(discount.value * 100));
}
