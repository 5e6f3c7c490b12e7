import type { FieldResolvers } from '../admin-context';

/** Shopify's Marketing pages: the store keeps what it is told, by remote id, and gives it back. */
export const marketingMutations: FieldResolvers<unknown> = {
  marketingActivityUpsertExternal: (_root, args, { calls, world, apiKey }) => {
    const input = args.input as Record<string, unknown>;
    const earlier = calls.find(
      (call) => call.name === 'marketingActivityUpsertExternal' && call.input.remoteId === input.remoteId,
    );
    if (earlier && JSON.stringify(earlier.input.utm) !== JSON.stringify(input.utm))
      return {
        marketingActivity: null,
        userErrors: [
          {
            field: ['input', 'utm'],
            message: 'UTM parameters cannot be changed',
            code: 'IMMUTABLE_UTM_PARAMETERS',
          },
        ],
      };
    calls.push({ name: 'marketingActivityUpsertExternal', input, at: world.clock.now() });
    const activities = new Set(
      calls
        .filter((call) => call.name === 'marketingActivityUpsertExternal')
        .map((call) => call.input.remoteId),
    );
    return {
      marketingActivity: {
        kind: 'MarketingActivity',
        id: 180_000_000_000 + [...activities].indexOf(input.remoteId),
        title: input.title,
        status: input.status ?? 'ACTIVE',
        tactic: input.tactic,
        marketingChannelType: input.marketingChannelType,
        isExternal: true,
        utmParameters: input.utm ?? null,
        createdAt: world.clock.now(),
        updatedAt: world.clock.now(),
        app: { kind: 'App', id: 1_000_001, apiKey, title: 'Carafe' },
        marketingEvent: null,
      },
      userErrors: [],
    };
  },
  marketingEngagementCreate: (_root, args, { calls, world }) => {
    const input = args.marketingEngagement as Record<string, unknown>;
    calls.push({ name: 'marketingEngagementCreate', input: args, at: world.clock.now() });
    return { marketingEngagement: { ...emptyEngagement, ...input, marketingActivity: null }, userErrors: [] };
  },
};

const emptyEngagement = {
  adSpend: null,
  channelHandle: null,
  clicksCount: null,
  complaintsCount: null,
  failsCount: null,
  orders: null,
  sales: null,
  sendsCount: null,
  uniqueClicksCount: null,
  unsubscribesCount: null,
  viewsCount: null,
};
