import type { Metafield } from '../../world/entities';
import type { FieldResolvers } from '../admin-context';
import { connection } from '../connection';

export const emptyConnection = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

/** For all that can carry metafields. Orders carry none in this store. */
export const metafieldResolvers: FieldResolvers<{ metafields?: Metafield[] }> = {
  metafield: (owner, args) =>
    owner.metafields?.find((one) => one.key === args.key && one.namespace === (args.namespace ?? 'app')) ??
    null,
  metafields: (owner, args, context) => {
    const keys = Array.isArray(args.keys) ? args.keys : null;
    const chosen = (owner.metafields ?? []).filter(
      (one) =>
        (args.namespace == null || one.namespace === args.namespace) &&
        (keys === null || keys.includes(one.key) || keys.includes(`${one.namespace}.${one.key}`)),
    );
    return connection(chosen, args, context);
  },
};
