import { changeConsent } from '../../world/actions/change-customer';
import type { Consent } from '../../world/entities';
import { parseGid } from '../../world/gid';
import type { AdminContext, FieldResolvers } from '../admin-context';
import { draftOrderMutations } from './draft-order-mutations';
import { marketingMutations } from './marketing-mutations';

type UserError = { field: string[] | null; message: string; code?: string };
const flowPayloadLimit = 50_000;

export const mutationResolvers: FieldResolvers<unknown> = {
  ...draftOrderMutations,
  ...marketingMutations,

  bulkOperationRunQuery: (_root, args, context) => {
    const answer = context.bulk.run(String(args.query), { groupObjects: args.groupObjects === true });
    return answer.ok
      ? { bulkOperation: answer.operation, userErrors: [] }
      : { bulkOperation: null, userErrors: answer.errors };
  },
  bulkOperationCancel: (_root, args, { bulk }) => {
    const operation = bulk.cancel(parseGid(String(args.id))?.id ?? 0);
    return {
      bulkOperation: operation,
      userErrors: operation ? [] : [failure(['id'], 'Bulk operation does not exist')],
    };
  },

  customerEmailMarketingConsentUpdate: (_root, args, { world }) => {
    const input = args.input as {
      customerId: string;
      emailMarketingConsent: {
        marketingState: Consent['state'];
        marketingOptInLevel?: Consent['optInLevel'];
        consentUpdatedAt?: string;
      };
    };
    const customer = world.customers.get(parseGid(input.customerId)?.id ?? 0);
    if (!customer)
      return {
        customer: null,
        userErrors: [failure(['input', 'customerId'], 'Customer not found', 'INVALID')],
      };
    const { marketingState, marketingOptInLevel, consentUpdatedAt } = input.emailMarketingConsent;
    if (!['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'].includes(marketingState))
      return {
        customer: null,
        userErrors: [
          failure(
            ['input', 'emailMarketingConsent', 'marketingState'],
            `Cannot specify ${marketingState} as a marketing state input`,
            'INVALID',
          ),
        ],
      };
    if (customer.email === null)
      return {
        customer: null,
        userErrors: [failure(['input'], 'Customer must have an email address', 'INVALID')],
      };
    changeConsent(world, customer, {
      state: marketingState,
      ...(marketingOptInLevel ? { optInLevel: marketingOptInLevel } : {}),
      ...(consentUpdatedAt ? { updatedAt: Date.parse(consentUpdatedAt) } : {}),
    });
    return { customer, userErrors: [] };
  },

  flowTriggerReceive: (_root, args, context) => {
    const size = Buffer.byteLength(
      typeof args.body === 'string' ? args.body : JSON.stringify(args.payload ?? {}),
    );
    if (size > flowPayloadLimit)
      return {
        userErrors: [failure(['payload'], `Payload size exceeds the limit of ${flowPayloadLimit} bytes`)],
      };
    if (args.body == null && typeof args.handle !== 'string')
      return { userErrors: [failure(['handle'], 'Handle is required with a payload')] };
    record(context, 'flowTriggerReceive', args);
    return { userErrors: [] };
  },

  tagsAdd: (_root, args, { world }) => {
    const target = parseGid(String(args.id));
    const homes = {
      Order: world.orders,
      Customer: world.customers,
      Product: world.products,
      DraftOrder: world.draftOrders,
    };
    const node =
      target && target.kind in homes ? homes[target.kind as keyof typeof homes].get(target.id) : undefined;
    if (!node) return { node: null, userErrors: [failure(['id'], 'Resource does not exist')] };
    node.tags = [...new Set([...node.tags, ...(args.tags as string[])])];
    node.updatedAt = world.clock.now();
    return { node, userErrors: [] };
  },

  standardMetafieldDefinitionEnable: (_root, args, context) => {
    const { namespace, key, ownerType } = args as { namespace?: string; key?: string; ownerType: string };
    if (!namespace || !key || !standardDefinitions.has(`${ownerType} ${namespace}.${key}`))
      return {
        createdDefinition: null,
        userErrors: [
          failure(
            null,
            'A standard definition was not found for this namespace and key',
            'TEMPLATE_NOT_FOUND',
          ),
        ],
      };
    const known = context.enabledDefinitions.findIndex(
      (one) => one.namespace === namespace && one.key === key,
    );
    if (known < 0) context.enabledDefinitions.push({ namespace, key, ownerType });
    const id = known < 0 ? context.enabledDefinitions.length : known + 1;
    return {
      createdDefinition: { kind: 'MetafieldDefinition', id, namespace, key, ownerType, name: key },
      userErrors: [],
    };
  },

  webhookSubscriptionCreate: (_root, args, context) => {
    const input = args.webhookSubscription as {
      uri?: string;
      callbackUrl?: string;
      filter?: string;
      includeFields?: string[];
    };
    const made = {
      kind: 'WebhookSubscription' as const,
      id: context.world.nextId('WebhookSubscription'),
      topic: String(args.topic),
      uri: input.uri ?? input.callbackUrl ?? '',
      filter: input.filter ?? null,
      includeFields: input.includeFields ?? [],
      createdAt: context.world.clock.now(),
    };
    context.subscriptions.push(made);
    return { webhookSubscription: made, userErrors: [] };
  },
  webhookSubscriptionDelete: (_root, args, context) => {
    const id = parseGid(String(args.id))?.id;
    const at = context.subscriptions.findIndex((one) => one.id === id);
    if (at < 0)
      return {
        deletedWebhookSubscriptionId: null,
        userErrors: [failure(['id'], 'Webhook subscription does not exist')],
      };
    context.subscriptions.splice(at, 1);
    return { deletedWebhookSubscriptionId: args.id, userErrors: [] };
  },
};

const standardDefinitions = new Set(['CUSTOMER facts.birth_date', 'PRODUCT descriptors.subtitle']);

function record(context: AdminContext, name: string, input: Record<string, unknown>): void {
  context.calls.push({ name, input, at: context.world.clock.now() });
}

function failure(field: string[] | null, message: string, code?: string): UserError {
  return code === undefined ? { field, message } : { field, message, code };
}
