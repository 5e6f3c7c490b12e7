import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

type Walk = {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  problems: string[];
  connections: number;
};

/**
 * What Shopify asks of a bulk query beyond the schema: at least one connection and at most five, nested at most two
 * deep, none inside a list, and an `id` on every node that has a connection below it.
 */
export function bulkQueryProblems(document: DocumentNode, schema: GraphQLSchema): string[] {
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === 'FragmentDefinition')
      .map((one) => [one.name.value, one]),
  );
  const operations = document.definitions.filter((one) => one.kind === 'OperationDefinition');
  const [operation] = operations;
  const root = schema.getQueryType();
  if (!operation || operations.length > 1) return ['Bulk queries need exactly one operation'];
  if (operation.operation !== 'query' || !root) return ['Bulk queries must be queries'];
  const walk: Walk = { schema, fragments, problems: [], connections: 0 };
  const topFields = fieldsOf(operation.selectionSet, walk);
  if (topFields.length > 1) walk.problems.push('Bulk queries cannot contain more than one top-level field');
  if (topFields.some((field) => ['node', 'nodes'].includes(field.name.value)))
    walk.problems.push('Bulk queries cannot use the top-level `node` or `nodes` fields');
  visitSet(operation.selectionSet, root, { depth: 0, isInList: false }, walk);
  if (walk.connections === 0) walk.problems.push('Bulk queries must contain at least one connection.');
  if (walk.connections > 5) walk.problems.push('Bulk queries cannot contain more than 5 connections.');
  return walk.problems;
}

function visitSet(
  set: SelectionSetNode,
  parent: GraphQLNamedType,
  place: { depth: number; isInList: boolean },
  walk: Walk,
): boolean {
  let hasConnection = false;
  for (const { field, on } of typedFieldsOf(set, parent, walk)) {
    if (!isObjectType(on) && !isInterfaceType(on)) continue;
    const definition = on.getFields()[field.name.value];
    if (!definition || !field.selectionSet) continue;
    const type = getNamedType(definition.type);
    if (type.name.endsWith('Connection')) {
      hasConnection = true;
      walk.connections++;
      if (place.isInList)
        walk.problems.push(
          `Queries that contain a connection field within a list field are not currently supported (${field.name.value}).`,
        );
      if (place.depth >= 2)
        walk.problems.push('Bulk queries cannot contain connections with a nesting depth greater than 2.');
      visitNode(field, type, place.depth + 1, walk);
    } else {
      const isList = isListType(getNullableType(definition.type));
      const inner = visitSet(
        field.selectionSet,
        type,
        { ...place, isInList: place.isInList || isList },
        walk,
      );
      hasConnection ||= inner;
    }
  }
  return hasConnection;
}

/** Walks a connection's nodes, whether they are asked for as edges { node } or as nodes. */
function visitNode(connection: FieldNode, type: GraphQLNamedType, depth: number, walk: Walk): void {
  for (const field of connection.selectionSet ? fieldsOf(connection.selectionSet, walk) : []) {
    const name = field.name.value;
    if (!isObjectType(type) || !field.selectionSet) continue;
    const fieldType = type.getFields()[name]?.type;
    if (!fieldType) continue;
    const named = getNamedType(fieldType);
    if (name === 'edges') visitNode(field, named, depth, walk);
    if (name !== 'node' && name !== 'nodes') continue;
    const asksId = fieldsOf(field.selectionSet, walk).some((one) => one.name.value === 'id' && !one.alias);
    const hasBelow = visitSet(field.selectionSet, named, { depth, isInList: false }, walk);
    if (hasBelow && !asksId)
      walk.problems.push(
        "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type.",
      );
  }
}

function fieldsOf(set: SelectionSetNode, walk: Walk): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection];
    if (selection.kind === 'InlineFragment') return fieldsOf(selection.selectionSet, walk);
    const fragment = walk.fragments.get(selection.name.value);
    return fragment ? fieldsOf(fragment.selectionSet, walk) : [];
  });
}

function typedFieldsOf(
  set: SelectionSetNode,
  on: GraphQLNamedType,
  walk: Walk,
): { field: FieldNode; on: GraphQLNamedType }[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [{ field: selection, on }];
    const fragment =
      selection.kind === 'InlineFragment' ? selection : walk.fragments.get(selection.name.value);
    if (!fragment) return [];
    const named = fragment.typeCondition && walk.schema.getType(fragment.typeCondition.name.value);
    return typedFieldsOf(fragment.selectionSet, named ?? on, walk);
  });
}
