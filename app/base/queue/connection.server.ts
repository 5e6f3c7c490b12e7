import { randomUUID } from 'node:crypto';
import {
  createPostgresBackend,
  type Processor,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { log } from '~/base/lib/logger.server';
import { within } from '~/base/lib/within';
import { guardRedis } from '~/base/queue/guard-redis.server';
import type { QueueName } from '~/base/queue/job-types';
import { env } from '~/env.server';

/**
 * Where the alarms are kept: Redis or Valkey when REDIS_URL is set, otherwise a schema of its own in our PostgreSQL.
 * A connection is one generation of queue objects. It is never repaired: when the store was emptied, dropped or
 * unreachable, a new connection is opened (BullMQ's objects stay idle after a dropped schema).
 */
export interface QueueConnection {
  /**
   * What the store calls itself. It changes when the store was emptied or made anew, also by another process, and is
   * how a probe tells that everything in it is gone. Rejects when the store does not answer.
   */
  identity(): Promise<string>;
  makeQueue(name: QueueName): Queue;
  makeWorker(name: QueueName, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker;
  /** Ends the sockets; queues and workers made from here must be closed first. */
  close(): Promise<void>;
}

const REDIS_PREFIX = 'carafe';
const POSTGRES_SCHEMA = 'bullmq';
const CONNECT_MS = 4_000;
/** An idle LISTEN connection for each worker, and a few for queries. */
const POSTGRES_CONNECTIONS = 10;

/** Opens and makes ready. Rejects when the store does not answer within some seconds. */
export async function openQueueConnection(): Promise<QueueConnection> {
  const { REDIS_URL, DATABASE_URL } = env();
  if (REDIS_URL) return openRedis(REDIS_URL);
  if (DATABASE_URL) return openPostgres(DATABASE_URL);
  throw new Error('The queue needs DATABASE_URL or REDIS_URL.');
}

async function openRedis(url: string): Promise<QueueConnection> {
  const client = guardRedis(
    new Redis(url, {
      maxRetriesPerRequest: null,
      connectTimeout: CONNECT_MS,
      lazyConnect: true,
      retryStrategy: (times) => Math.min(200 * times, 2_000),
    }),
  );
  // The probe reports; without a listener ioredis prints each retry. What is heard names the cause, where a command only waits.
  let heard: unknown;
  client.on('error', (error) => {
    heard = error;
  });
  try {
    await within(client.connect(), CONNECT_MS);
    const epochKey = `${REDIS_PREFIX}-epoch`;
    await within(client.set(epochKey, randomUUID(), 'NX'), CONNECT_MS);
    await warnOfRisks(client);
    return {
      identity: async () => (await within(client.get(epochKey), CONNECT_MS)) ?? 'emptied',
      makeQueue: (name) => new Queue(name, { connection: client, prefix: REDIS_PREFIX }),
      makeWorker: (name, processor, options) =>
        new Worker(name, processor, { ...options, connection: client, prefix: REDIS_PREFIX }),
      close: async () => client.disconnect(),
    };
  } catch (error) {
    client.disconnect();
    throw heard ?? error;
  }
}

/** Says plainly what a Redis set up as a cache puts at risk. Nothing is lost either way: PostgreSQL holds every message. */
async function warnOfRisks(client: Redis): Promise<void> {
  const info = await within(client.info(), CONNECT_MS);
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (policy && policy !== 'noeviction') {
    log.warn(
      `Redis may throw queued jobs away when its memory is full: its maxmemory-policy is "${policy}". No message is lost, but mail can be up to a minute late. Set maxmemory-policy noeviction.`,
    );
  }
  if (/^aof_enabled:0/m.test(info)) {
    log.warn(
      'Redis forgets queued jobs when it restarts: appendonly is off. No message is lost, but mail can be up to a minute late after a restart. Set appendonly yes.',
    );
  }
}

async function openPostgres(connectionString: string): Promise<QueueConnection> {
  const pool = new pg.Pool({
    connectionString,
    max: POSTGRES_CONNECTIONS,
    options: `-c search_path=${POSTGRES_SCHEMA}`,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'carafe-queue',
  });
  // Errors of connections, idle or in use, are what the probe is for; unheard they would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const identity = async () => {
    const { rows } = await within(
      pool.query<{ oid: number | null }>(`SELECT to_regclass('${POSTGRES_SCHEMA}.job')::oid AS oid`),
      CONNECT_MS,
    );
    return rows[0]?.oid ? `table ${rows[0].oid}` : 'dropped';
  };
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, POSTGRES_SCHEMA);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    identity,
    // BullMQ types a queue by its backend; both backends answer to the same methods, which are all that we use.
    makeQueue: (name) => new Queue(name, { connection: pool }, createPostgresBackend) as unknown as Queue,
    makeWorker: (name, processor, options) =>
      new Worker(
        name,
        processor,
        { ...options, connection: pool },
        createPostgresBackend,
      ) as unknown as Worker,
    close: () => pool.end(),
  };
}
