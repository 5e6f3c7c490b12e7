import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, GraphQLScalarType, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { decimal } from '../webhooks/payloads/money-set';

type SchemaFile = {
  data: IntrospectionQuery;
  offline_scopes: {
    items: { type: 'type' | 'field'; typeName: string; fieldName?: string; offlineScopes: string[] }[];
  };
};

export type AdminSchema = {
  schema: GraphQLSchema;
  /** Keyed "Type" or "Type.field": any one of these scopes opens it. Only what needs a scope is listed. */
  scopesOf: ReadonlyMap<string, readonly string[]>;
};

let loaded: AdminSchema | null = null;

/** Shopify's own Admin schema, 2026-10, read once a process. */
export function adminSchema(): AdminSchema {
  if (loaded) return loaded;
  const path = new URL('../../fixtures/shopify-schema/admin_2026-10.json.gz', import.meta.url);
  const file = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as SchemaFile;
  const schema = buildClientSchema(file.data, { assumeValid: true });
  writeScalars(schema);
  const scopesOf = new Map<string, readonly string[]>();
  for (const item of file.offline_scopes.items)
    if (item.offlineScopes.length > 0)
      scopesOf.set(
        item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`,
        item.offlineScopes,
      );
  loaded = { schema, scopesOf };
  return loaded;
}

/** The store keeps instants as milliseconds and amounts in minor units; this is where they become Shopify's texts. */
function writeScalars(schema: GraphQLSchema): void {
  const write = (name: string, serialize: (value: unknown) => unknown) => {
    const type = schema.getType(name);
    if (type instanceof GraphQLScalarType) type.serialize = serialize;
  };
  write('DateTime', (value) =>
    typeof value === 'number' ? new Date(value).toISOString().replace(/\.\d{3}Z$/, 'Z') : String(value),
  );
  write('Money', (value) => (typeof value === 'number' ? decimal(value) : String(value)));
  write('UnsignedInt64', (value) => String(value));
}
