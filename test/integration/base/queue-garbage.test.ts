import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openQueueConnection, type QueueConnection } from '~/base/queue/connection.server';
import { workerTimes } from '~/base/queue/live-queue.server';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis-server';
import { until } from '../../support/until';

describe.skipIf(!hasRedis())('a Redis that says what nobody asked for', () => {
  let redis: RedisServer;
  let between: Server;
  let queue: QueueConnection;
  /** Our ends of the connections, from the proxy's side. */
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    redis = await startRedis();
    const port = Number(new URL(redis.url).port);
    between = createServer((ours) => {
      const theirs = connect(port, '127.0.0.1');
      sockets.add(ours);
      ours.on('error', () => {}).on('close', () => theirs.destroy());
      ours.on('close', () => sockets.delete(ours));
      theirs.on('error', () => {}).on('close', () => ours.destroy());
      ours.pipe(theirs);
      theirs.pipe(ours);
    });
    between.listen(0, '127.0.0.1');
    await once(between, 'listening');
    process.env.REDIS_URL = `redis://127.0.0.1:${(between.address() as AddressInfo).port}`;
    queue = await openQueueConnection();
  });
  afterAll(async () => {
    await queue.close();
    for (const socket of sockets) socket.destroy();
    between.close();
    await redis.remove();
  });

  it.each([
    ['nothing, unasked', '$-1\r\n'],
    ['an answer, unasked', '+OK\r\n'],
    ['a list of minus five', '*-5\r\n'],
    ['a list of five thousand million', '*5000000000\r\n'],
    ['a list of half a thousand million', '*500000000\r\n'],
    ['two gigabytes to come', '$2000000000\r\n'],
    ['a page', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'],
    ['lists within lists', '*1\r\n'.repeat(100_000)],
    ['noise', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)).toString('latin1')],
  ])('%s: the process lives, and work goes on', { timeout: 120_000 }, async (_, words) => {
    const done: string[] = [];
    const jobs = queue.makeQueue('send');
    const worker = queue.makeWorker('send', async ({ name }) => void done.push(name), workerTimes);
    jobs.on('error', () => {});
    worker.on('error', () => {});
    try {
      const identity = await queue.identity();
      await jobs.add('before', {});
      await until('the first job ran', () => done.includes('before'));
      for (const socket of sockets) socket.write(words, 'latin1');
      await until('it answers again', async () => (await queue.identity().catch(() => null)) === identity);
      await jobs.add('after', {});
      // An answer that was lost may have taken the job with it; the promise of a minute holds all the same.
      await until('the next job ran', () => done.includes('after'), 60_000);
    } finally {
      await worker.close(true);
      await jobs.close();
    }
  });
});
