import { type DocumentNode, getNamedType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { AdminSchema } from './admin-schema';

/** The first field that the granted scopes do not open, or null. `write_x` opens what `read_x` opens. */
export function missingScope(
  document: DocumentNode,
  { schema, scopesOf }: AdminSchema,
  granted: readonly string[],
): { field: string; needs: readonly string[] } | null {
  const held = new Set(granted.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]));
  const info = new TypeInfo(schema);
  let missing: { field: string; needs: readonly string[] } | null = null;
  const check = (key: string, field: string) => {
    const needs = scopesOf.get(key);
    if (missing === null && needs && !needs.some((scope) => held.has(scope))) missing = { field, needs };
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const type = info.getType();
        if (parent) check(`${parent.name}.${node.name.value}`, node.name.value);
        if (type) check(getNamedType(type).name, node.name.value);
      },
    }),
  );
  return missing;
}
