import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';
import type pg from 'pg';
import { log } from '~/base/lib/logger.server';
import { type Ask, makePool, onConnection } from '~/db-pool.server';
import { env } from '~/env.server';

/**
 * The database, one shop at a time. Three nets keep shops apart:
 * 1. every call names its shop: `inShop` (Prisma) and `sqlInShop` (raw SQL, the hot paths);
 * 2. the Prisma extension adds the shop to every query and throws outside a scope; raw SQL must use `$1`, the shop;
 * 3. row-level security: connections work as the role carafe_app, which sees only rows of `carafe.shop_id`.
 * `acrossShops` is the one bypass, for scans such as "what is due".
 */
export type ShopId = bigint;

interface Connections {
  readonly pool: pg.Pool;
  readonly prisma: ScopedPrisma;
}

const scope = new AsyncLocalStorage<ShopId>();
let open: Connections | undefined;

function connections(): Connections {
  if (open) return open;
  const connectionString = env().DATABASE_URL;
  if (!connectionString) {
    throw new Error(
      'No database: set DATABASE_URL, or start with "npm start" or "npm run demo", which bring their own.',
    );
  }
  const pool = makePool(connectionString);
  open = { pool, prisma: scopedPrisma(pool) };
  return open;
}

type ScopedPrisma = ReturnType<typeof scopedPrisma>;

const unscopedModels = new Set<string>(['Session', 'WebhookSeen']);

function scopedPrisma(pool: pg.Pool) {
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return client.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          if (unscopedModels.has(model)) return query(args);
          const shopId = scope.getStore();
          if (shopId === undefined)
            throw new Error(`${model}.${operation} outside a shop: wrap it in inShop()`);
          return query(withShop(args, operation, model === 'Shop' ? { id: shopId } : { shopId }));
        },
      },
    },
  });
}

/** Adds the shop to a query's filter and to the rows that it writes. */
function withShop<Args>(args: Args, operation: string, own: Record<string, bigint>): Args {
  const given = (args ?? {}) as Record<string, unknown>;
  const next: Record<string, unknown> = { ...given };
  const into = (row: unknown) => ({ ...(row as object), ...own });
  if (operation.startsWith('create')) {
    next.data = Array.isArray(given.data) ? given.data.map(into) : into(given.data);
  } else {
    next.where = { ...((given.where as object) ?? {}), ...own };
    if (operation === 'upsert') next.create = into(given.create);
  }
  return next as Args;
}

/** Prisma inside one shop's transaction. */
export type ShopDb = Parameters<Parameters<ScopedPrisma['$transaction']>[0]>[0];

/**
 * Runs `work` in one transaction that sees one shop. For pages, settings and care; hot paths use `sqlInShop`.
 * Everything inside commits together or not at all.
 */
export async function inShop<T>(shopId: ShopId, work: (db: ShopDb) => Promise<T>): Promise<T> {
  const { prisma } = connections();
  return scope.run(shopId, () =>
    prisma.$transaction(
      async (db) => {
        await db.$executeRaw`SELECT set_config('carafe.shop_id', ${String(shopId)}, true)`;
        return work(db);
      },
      { maxWait: 10_000, timeout: 30_000 },
    ),
  );
}

/** Raw SQL inside one transaction. */
export interface Sql {
  /** Rows of one statement. int8 comes as bigint, date as 'YYYY-MM-DD', timestamptz as Date, numeric as string. */
  rows<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>;
  /** The same, parsed and planned once a connection under `name`: for long statements of the hot paths. */
  prepared<Row extends object>(name: string, text: string, ...values: unknown[]): Promise<Row[]>;
  /** The number of rows that a statement wrote. */
  run(text: string, ...values: unknown[]): Promise<number>;
}

/** Raw SQL inside one shop: in every statement `$1` is the shop's id, your own values start at `$2`. */
export interface ShopSql extends Sql {
  readonly shopId: ShopId;
}

/**
 * For hot paths, whose every row is looked up by its key: a prepared statement is planned once a connection and not for
 * the values of each call. The plan outlives what the server knew when it was made: of a table that was empty then, it
 * would read every row for each look, so that reading and hashing whole tables are ruled out.
 */
const BY_KEYS =
  '; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off';

/**
 * Runs raw SQL in one transaction of one shop. A statement without `$1` (the shop's id) is a programmer's mistake
 * and throws before it reaches the database. `keepsPlans`: see `BY_KEYS`. `work` does nothing but ask the database: where
 * PostgreSQL ends a ring of transactions that wait for each other, one of them runs again from its beginning.
 */
export async function sqlInShop<T>(
  shopId: ShopId,
  work: (sql: ShopSql) => Promise<T>,
  { keepsPlans = false }: { keepsPlans?: boolean } = {},
): Promise<T> {
  const mode = keepsPlans ? BY_KEYS : '';
  const begin = `BEGIN; SET LOCAL carafe.shop_id = '${BigInt(shopId)}'${mode}`;
  return transaction({ begin, isQuick: keepsPlans }, (ask) => {
    const scoped = (text: string) => {
      if (!/\$1(?!\d)/.test(text)) throw new Error(`SQL without the shop's id as $1: ${text.slice(0, 120)}`);
      return text;
    };
    return work({
      shopId,
      rows: async (text, ...values) => (await ask({ text: scoped(text), values: [shopId, ...values] })).rows,
      prepared: async (name, text, ...values) =>
        (await ask({ name, text: scoped(text), values: [shopId, ...values] })).rows,
      run: async (text, ...values) =>
        (await ask({ text: scoped(text), values: [shopId, ...values] })).rowCount ?? 0,
    });
  });
}

/** A statement of `noteInShop`, prepared once a connection under its name. It must name `carafe_shop_id()`. */
export interface ShopNote {
  readonly name: string;
  /** Of its parameters, as in PREPARE. */
  readonly types: string;
  readonly text: string;
}

type NoteValue = bigint | number | string;

/**
 * One statement in a transaction of its own, in one round trip and without waiting for the disk: for notes whose loss in
 * a crash of the server would do no harm. Row-level security holds it to the shop. Values are numbers, words of our own
 * and instants, alone or in lists; throws for anything else, since they travel inside the text.
 */
export async function noteInShop<Row extends object>(
  shopId: ShopId,
  note: ShopNote,
  values: readonly (NoteValue | readonly NoteValue[])[],
): Promise<Row[]> {
  if (!note.text.includes('carafe_shop_id()')) throw new Error(`SQL without the shop: ${note.name}`);
  const given = values.map(literal).join(', ');
  return onConnection(connections().pool, true, async (ask, client) => {
    await prepareNote(client, ask, note);
    const results = (await ask({
      text: `BEGIN; SET LOCAL carafe.shop_id = '${BigInt(shopId)}'; SET LOCAL synchronous_commit = off${BY_KEYS}; EXECUTE "${note.name}" (${given}); COMMIT`,
    })) as unknown as pg.QueryResult[];
    return results.at(-2)?.rows ?? [];
  });
}

const notesOf = new WeakMap<pg.PoolClient, Set<string>>();

async function prepareNote(client: pg.PoolClient, ask: Ask, note: ShopNote): Promise<void> {
  const names = notesOf.get(client) ?? new Set();
  if (names.has(note.name)) return;
  await ask({ text: `PREPARE "${note.name}" (${note.types}) AS ${note.text}` });
  notesOf.set(client, names.add(note.name));
}

function literal(value: NoteValue | readonly NoteValue[]): string {
  if (typeof value === 'object') return `'{${value.map(bare).join(',')}}'`;
  return `'${bare(value)}'`;
}

function bare(value: NoteValue): string {
  const text = String(value);
  if (!/^[\w.:-]+$/.test(text)) throw new Error('A value that is no number, word or instant');
  return text;
}

/** Who may look across shops, and for what. Each entry is reviewed; a test compares its users with this list. */
export type AcrossShopsPurpose =
  | 'intake' // a webhook names its shop by domain only
  | 'admin' // a session token names its shop by domain only
  | 'claim-due' // the scan for what is due
  | 'feed-queue' // what falls due in the next 24 h
  | 'sweep' // leases that ran out, stages that lost their job
  | 'schedule' // shops to reconcile, backfill or sweep
  | 'signed-link' // a link names its shop inside its signature
  | 'housekeeping' // partitions and retention
  | 'metrics'
  | 'readiness' // which migrations were applied
  | 'install';

/** Raw SQL across shops, in one transaction that may run again like `sqlInShop`'s. The only bypass of row-level security. */
export async function acrossShops<T>(
  purpose: AcrossShopsPurpose,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const begin = 'BEGIN; SET LOCAL ROLE carafe_sweep';
  return transaction({ begin, isQuick: quickPurposes.has(purpose) }, (ask) =>
    work({
      rows: async (text, ...values) => (await ask({ text, values })).rows,
      prepared: async (name, text, ...values) => (await ask({ name, text, values })).rows,
      run: async (text, ...values) => (await ask({ text, values })).rowCount ?? 0,
    }),
  );
}

/** What sending waits for, and what the outside asks. */
const quickPurposes: ReadonlySet<AcrossShopsPurpose> = new Set<AcrossShopsPurpose>([
  'claim-due',
  'feed-queue',
  'sweep',
  'readiness',
]);

interface Begin {
  readonly begin: string;
  readonly isQuick: boolean;
}

const MOST_TRIES = 3;

async function transaction<T>(how: Begin, work: (ask: Ask) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryTransaction(how, work);
    } catch (error) {
      if (!isDeadlock(error) || attempt === MOST_TRIES) throw error;
      // The others go on, so the next try finds no ring, or another one.
      log.warn('PostgreSQL ended a transaction that waited in a ring; it is tried again', { attempt });
    }
  }
}

function tryTransaction<T>({ begin, isQuick }: Begin, work: (ask: Ask) => Promise<T>): Promise<T> {
  return onConnection(connections().pool, isQuick, async (ask) => {
    await ask({ text: begin });
    const result = await work(ask);
    await ask({ text: 'COMMIT' });
    return result;
  });
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}

/** The role that our connections work as, and whether row-level security would not bind it. */
export async function connectionRole(): Promise<{ name: string; bypasses: boolean }> {
  const { rows } = await connections().pool.query<{ name: string; bypasses: boolean }>(
    'SELECT rolname::text AS name, rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0] ?? { name: 'unknown', bypasses: true };
}

/** Sessions of the Shopify library are found by domain before any shop is known; they have no shop_id. */
export function sessionClient(): ScopedPrisma {
  return connections().prisma;
}

export async function closeDatabase(): Promise<void> {
  const closing = open;
  open = undefined;
  await closing?.prisma.$disconnect();
  await closing?.pool.end();
}
