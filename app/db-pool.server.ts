import pg from 'pg';
import { env } from '~/env.server';

/**
 * The connections to PostgreSQL, and what happens when one of them says nothing any more: a network that is gone does so
 * for ever. Statements have a time to be answered; then they fail, and their connection is closed.
 */

/** A transaction whose process is out of reach must not keep its locks. */
const IDLE_TRANSACTION_MS = 120_000;
const OPTIONS = `-c role=carafe_app -c timezone=UTC -c idle_in_transaction_session_timeout=${IDLE_TRANSACTION_MS}`;
/** Pages, reports and loading have so many times as long for an answer as sending. */
const PATIENCE = 10;
const CONNECT_MS = 60_000;
const INT8 = 20;
const DATE = 1082;

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return (value: string) => BigInt(value);
    if (oid === DATE) return (value: string) => value;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

export function makePool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: env().DATABASE_POOL_SIZE,
    options: OPTIONS,
    types,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: answerMs() * PATIENCE,
  });
  // A connection that the server ends must not end the process: idle ones are replaced by the pool, and one in use
  // rejects its query, but it reports an error of its own as well, which nobody would hear.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** How long a statement of sending may take, in ms: less than a lease, so that the mail is still its worker's. */
function answerMs(): number {
  return env().DATABASE_ANSWER_SECONDS * 1000;
}

export type Ask = (query: pg.QueryConfig) => Promise<pg.QueryResult>;

/**
 * One connection for `work`. What failed there is rolled back; a connection that did not answer is closed, since what
 * is asked next would wait behind it. `isQuick`: sending waits for it.
 */
export async function onConnection<T>(
  pool: pg.Pool,
  isQuick: boolean,
  work: (ask: Ask, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const limit = isQuick ? { query_timeout: answerMs() } : {};
  let broken: Error | undefined;
  try {
    return await work((query) => client.query({ ...query, ...limit }), client);
  } catch (error) {
    if (isSilence(error)) broken = error;
    else
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}

function isSilence(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}
