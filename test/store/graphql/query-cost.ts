import {
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Parts = {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
};

/**
 * What a query may cost by Shopify's published rules: an object is 1 point, a scalar nothing, a connection its page
 * size times what one row costs, a mutation 10. Shopify refuses a single query above 1,000 points.
 */
export function requestedCost(operation: OperationDefinitionNode, parts: Parts): number {
  const isMutation = operation.operation === 'mutation';
  const root = isMutation ? parts.schema.getMutationType() : parts.schema.getQueryType();
  if (!root) return 0;
  const base = isMutation ? 10 : 0;
  return base + costOf(operation.selectionSet, root, parts);
}

function costOf(set: SelectionSetNode, parent: GraphQLOutputType, parts: Parts): number {
  const type = getNamedType(parent);
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === 'FragmentSpread') {
      const fragment = parts.fragments[selection.name.value];
      if (fragment)
        cost += costOf(
          fragment.selectionSet,
          typeNamed(fragment.typeCondition.name.value, parts) ?? type,
          parts,
        );
      continue;
    }
    if (selection.kind === 'InlineFragment') {
      const on = selection.typeCondition ? typeNamed(selection.typeCondition.name.value, parts) : undefined;
      cost += costOf(selection.selectionSet, on ?? type, parts);
      continue;
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const field = type.getFields()[selection.name.value];
    if (!field || !selection.selectionSet) continue;
    const inner = costOf(selection.selectionSet, field.type, parts);
    const named = getNamedType(field.type);
    if (named.name.endsWith('Connection'))
      cost += pageSize(selection.arguments ?? [], parts) * Math.max(1, inner);
    else if (
      ['nodes', 'edges', 'node', 'pageInfo'].includes(field.name) &&
      type.name.match(/(Connection|Edge)$/)
    )
      cost += field.name === 'edges' || field.name === 'pageInfo' ? inner : inner + 1;
    else if (isCompositeType(named) || isUnionType(named)) cost += inner + 1;
  }
  return cost;
}

function typeNamed(name: string, { schema }: Parts) {
  const type = schema.getType(name);
  return type && isCompositeType(type) ? type : undefined;
}

function pageSize(
  args: readonly {
    name: { value: string };
    value: { kind: string; value?: unknown; name?: { value: string } };
  }[],
  { variables }: Parts,
): number {
  const given = args.find((arg) => arg.name.value === 'first' || arg.name.value === 'last');
  if (!given) return 1;
  const value =
    given.value.kind === 'Variable' ? variables[given.value.name?.value ?? ''] : given.value.value;
  return Math.max(1, Number(value ?? 1));
}
