import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { AdminContext } from './admin-context';
import { adminSchema } from './admin-schema';
import { requestedCost } from './query-cost';
import { resolveField, resolveType } from './resolve-field';
import { missingScope } from './scope-check';
import type { Throttle } from './throttle';

export type AdminRequest = { query: string; variables?: Record<string, unknown>; operationName?: string };
export type AdminAnswer = { data?: unknown; errors?: unknown[]; extensions?: Record<string, unknown> };

const singleQueryLimit = 1000;
const known = new Map<string, DocumentNode | readonly GraphQLError[]>();

/** A document that Shopify's schema accepts, or what is wrong with it. Remembered, because apps repeat themselves. */
export function checkDocument(query: string): DocumentNode | readonly GraphQLError[] {
  const before = known.get(query);
  if (before) return before;
  const checked = parseAndValidate(query);
  if (known.size > 500) known.clear();
  known.set(query, checked);
  return checked;
}

/** Answers one request to /admin/api/…/graphql.json the way Shopify does, cost and throttle included. */
export async function answerAdmin(
  request: AdminRequest,
  context: AdminContext,
  throttle: Throttle,
): Promise<AdminAnswer> {
  const document = checkDocument(request.query);
  if (!('kind' in document)) return { errors: document.map((error) => error.toJSON()) };
  const operation = operationOf(document, request.operationName);
  if (!operation) return { errors: [{ message: 'No operation named so in the document' }] };
  const denied = missingScope(document, adminSchema(), context.scopes);
  if (denied) return { data: null, errors: [accessDenied(denied)] };

  const cost = costOf(document, operation, request.variables ?? {});
  const throttled = (points: number) => ({
    requestedQueryCost: points,
    actualQueryCost: null,
    throttleStatus: throttle.status(),
  });
  if (cost > singleQueryLimit)
    return {
      errors: [
        {
          message: `Query cost is ${cost}, which exceeds the single query max cost limit (${singleQueryLimit}).`,
          extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: singleQueryLimit },
        },
      ],
      extensions: { cost: throttled(cost) },
    };
  if (!throttle.take(cost))
    return {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost: throttled(cost) },
    };
  const result = await run(document, context, request);
  const actual = Math.min(
    cost,
    Math.max(operation.operation === 'mutation' ? 10 : 1, objectsIn(result.data)),
  );
  throttle.giveBack(cost - actual);
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
    extensions: {
      cost: { requestedQueryCost: cost, actualQueryCost: actual, throttleStatus: throttle.status() },
    },
  };
}

/** Runs a checked document without cost or scopes; bulk operations use it portion by portion. */
export async function run(
  document: DocumentNode,
  context: AdminContext,
  { variables, operationName }: Pick<AdminRequest, 'variables' | 'operationName'> = {},
): Promise<ExecutionResult> {
  return execute({
    schema: adminSchema().schema,
    document,
    variableValues: variables,
    operationName,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
}

function parseAndValidate(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(adminSchema().schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((one) => one.kind === 'OperationDefinition');
  return name ? operations.find((one) => one.name?.value === name) : operations[0];
}

function costOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = document.definitions.filter(
    (one): one is FragmentDefinitionNode => one.kind === 'FragmentDefinition',
  );
  const byName = Object.fromEntries(fragments.map((one) => [one.name.value, one]));
  return Math.max(
    1,
    requestedCost(operation, { schema: adminSchema().schema, fragments: byName, variables }),
  );
}

function accessDenied({ field, needs }: { field: string; needs: readonly string[] }) {
  const scopes = needs.map((scope) => `\`${scope}\` access scope`).join(' or ');
  return {
    message: `Access denied for ${field} field. Required access: ${scopes}.`,
    path: [field],
    extensions: {
      code: 'ACCESS_DENIED',
      requiredAccess: `${scopes}.`,
      documentation: 'https://shopify.dev/api/usage/access-scopes',
    },
  };
}

function objectsIn(data: unknown): number {
  if (Array.isArray(data)) return data.reduce((sum: number, item) => sum + objectsIn(item), 0);
  if (typeof data !== 'object' || data === null) return 0;
  const wraps = 'node' in data || 'edges' in data || 'nodes' in data ? 0 : 1;
  return Object.values(data).reduce((sum: number, item) => sum + objectsIn(item), wraps);
}
