import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueueConnection } from '~/base/queue/connection.server';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis-server';
import { describeQueue } from './queue-suite';

process.env.SWEEP_SECONDS = '1';

describe.skipIf(!hasRedis())('with a real Redis', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await startRedis();
    process.env.REDIS_URL = redis.url;
  });
  afterAll(() => redis.remove());

  const replace = async () => {
    await redis.flush();
    const other = new Redis(redis.url);
    await other.set('carafe-epoch', 'made by another process');
    other.disconnect();
  };

  describeQueue('the queue on Redis', () => ({
    empty: () => redis.flush(),
    replace,
    cutConnections: async () => {
      await redis.kill();
      await redis.start();
    },
  }));

  it('a Redis that is away rejects the opening within seconds', async () => {
    await redis.kill();
    await expect(openQueueConnection()).rejects.toThrow();
    await redis.start();
  });
});
