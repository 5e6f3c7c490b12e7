import { setTimeout as sleep } from 'node:timers/promises';
import type { AdminContext } from '../graphql/admin-context';
import { adminSchema } from '../graphql/admin-schema';
import { checkDocument, run } from '../graphql/execute-admin';
import { gid } from '../world/gid';
import type { World } from '../world/world';
import { bulkQueryProblems } from './check-bulk-query';
import { flattenResult } from './flatten-result';

type BulkOperation = {
  kind: 'BulkOperation';
  id: number;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED';
  errorCode: 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | 'ACCESS_DENIED' | null;
  type: 'QUERY';
  query: string;
  createdAt: number;
  completedAt: number | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
};

export type BulkFaults = {
  /** The next operation ends so, after half of its rows. */
  failNext: 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  /** How long an operation rests before each portion of its work. */
  delayMs: number;
};

export type BulkOperations = {
  run: (
    query: string,
    options: { groupObjects: boolean },
  ) =>
    | { ok: true; operation: BulkOperation }
    | { ok: false; errors: { field: string[]; message: string; code: string }[] };
  find: (id: number) => BulkOperation | null;
  list: () => BulkOperation[];
  cancel: (id: number) => BulkOperation | null;
  /** The bytes behind an operation's url. */
  file: (id: number) => Buffer | null;
  faults: BulkFaults;
  stop: () => void;
};

const atOnce = 5;
const portionSize = 100;

/**
 * Bulk operations as Shopify runs them: up to five at once, results as JSONL. Without `groupObjects` the children of
 * a portion come after all of its parents, so that a reader who expects a child right below its parent fails here too.
 */
export function createBulkOperations(options: {
  world: World;
  storeUrl: () => string;
  contextOf: () => AdminContext;
}): BulkOperations {
  const operations: BulkOperation[] = [];
  const files = new Map<number, Buffer>();
  const faults: BulkFaults = { failNext: null, delayMs: 0 };
  let isStopped = false;

  const work = async (operation: BulkOperation, groupObjects: boolean) => {
    const document = checkDocument(operation.query);
    if (!('kind' in document)) return;
    const failure = faults.failNext;
    faults.failNext = null;
    const lines: string[] = [];
    operation.status = 'RUNNING';
    for (let skip = 0; ; skip += portionSize) {
      await sleep(faults.delayMs, undefined, { ref: false });
      if (isStopped || isCanceling(operation)) break;
      const window = { skip, take: portionSize, isRootTaken: false, hasMore: false };
      const result = await run(document, { ...options.contextOf(), bulkWindow: window });
      if (result.errors) throw result.errors[0];
      const { roots, children } = flattenResult((result.data ?? {}) as Record<string, unknown>);
      lines.push(
        ...(groupObjects ? grouped(roots, children) : [...roots, ...children]).map((row) =>
          JSON.stringify(row),
        ),
      );
      operation.rootObjectCount += roots.length;
      operation.objectCount = lines.length;
      if (!window.hasMore || failure) break;
    }
    finish(operation, lines, failure);
  };

  const finish = (operation: BulkOperation, lines: string[], failure: BulkOperation['errorCode']) => {
    const wasCanceled = isCanceling(operation);
    const file = Buffer.from(lines.length > 0 ? `${lines.join('\n')}\n` : '', 'utf8');
    operation.status = wasCanceled ? 'CANCELED' : failure ? 'FAILED' : 'COMPLETED';
    operation.errorCode = failure;
    operation.completedAt = options.world.clock.now();
    if (file.length > 0 && !wasCanceled) {
      const url = `${options.storeUrl()}/bulk-results/${operation.id}.jsonl`;
      files.set(operation.id, file);
      operation.fileSize = file.length;
      if (failure) operation.partialDataUrl = url;
      else operation.url = url;
    }
    options.world.beginAction()('bulk_operations/finish', () => ({
      admin_graphql_api_id: gid('BulkOperation', operation.id),
      completed_at: new Date(operation.completedAt ?? 0).toISOString(),
      created_at: new Date(operation.createdAt).toISOString(),
      error_code: operation.errorCode?.toLowerCase() ?? null,
      status: operation.status.toLowerCase(),
      type: 'query',
    }));
  };

  return {
    run: (query, { groupObjects }) => {
      const problems = problemsOf(query);
      if (problems.length > 0)
        return {
          ok: false,
          errors: problems.map((message) => ({ field: ['query'], message, code: 'INVALID' })),
        };
      if (operations.filter((one) => one.completedAt === null).length >= atOnce)
        return {
          ok: false,
          errors: [
            { field: ['query'], message: 'Too many bulk operations are running', code: 'LIMIT_REACHED' },
          ],
        };
      const operation: BulkOperation = {
        kind: 'BulkOperation',
        id: options.world.nextId('BulkOperation'),
        status: 'CREATED',
        errorCode: null,
        type: 'QUERY',
        query,
        createdAt: options.world.clock.now(),
        completedAt: null,
        objectCount: 0,
        rootObjectCount: 0,
        fileSize: null,
        url: null,
        partialDataUrl: null,
      };
      operations.push(operation);
      setImmediate(() => {
        work(operation, groupObjects).catch((error: unknown) => {
          console.error('The local store could not finish a bulk operation:', error);
          finish(operation, [], 'INTERNAL_SERVER_ERROR');
        });
      });
      // What Shopify answers is the operation as it was at this moment.
      return { ok: true, operation: { ...operation } };
    },
    find: (id) => operations.find((one) => one.id === id) ?? null,
    list: () => [...operations],
    cancel: (id) => {
      const operation = operations.find((one) => one.id === id);
      if (operation && operation.completedAt === null) operation.status = 'CANCELING';
      return operation ?? null;
    },
    file: (id) => files.get(id) ?? null,
    faults,
    stop: () => {
      isStopped = true;
    },
  };
}

/** A function, because the status changes behind the compiler's back while the work rests. */
function isCanceling(operation: BulkOperation): boolean {
  return operation.status === 'CANCELING';
}

function problemsOf(query: string): string[] {
  const document = checkDocument(query);
  if (!('kind' in document)) return document.map((error) => error.message);
  return bulkQueryProblems(document, adminSchema().schema);
}

/** Each parent with its own rows below it. */
function grouped(
  roots: Record<string, unknown>[],
  children: Record<string, unknown>[],
): Record<string, unknown>[] {
  const below = new Map<unknown, Record<string, unknown>[]>();
  for (const child of children) below.set(child.__parentId, [...(below.get(child.__parentId) ?? []), child]);
  const withChildren = (row: Record<string, unknown>): Record<string, unknown>[] => [
    row,
    ...(below.get(row.id) ?? []).flatMap(withChildren),
  ];
  return roots.flatMap(withChildren);
}
