import { afterEach, beforeAll, expect, it } from 'vitest';
import { enqueue } from '~/base/queue/enqueue.server';
import { enqueueOrRun } from '~/base/queue/enqueue-or-run.server';
import { type JobName, type JobPayloads, queueOf } from '~/base/queue/job-types';
import { type Processors, startWorkers, type Workers } from '~/base/queue/workers.server';
import { freePort } from '../../support/postgres-server';
import { until } from '../../support/until';

let workers: Workers | undefined;

beforeAll(async () => {
  process.env.REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
});
afterEach(async () => {
  await workers?.close();
  workers = undefined;
});

/** Workers whose jobs all do nothing but for one. */
async function work<N extends JobName>(job: N, does: (payload: JobPayloads[N]) => Promise<void>) {
  const all = Object.keys(queueOf).map((name) => [name, async () => {}]);
  workers = await startWorkers({ ...Object.fromEntries(all), [job]: does } as Processors);
}

/** Runs that end when the test says so. */
function heldRuns() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const run = ({ shopId }: { shopId: string }) => {
    begun.push(shopId);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { begun, run, endNext: () => ends.shift()?.() };
}

const ask = (shopId: string) => enqueueOrRun('reconcile-shop', { shopId }, { dedupeKey: shopId });

it('an alarm says that it was dropped', async () => {
  await work('reconcile-shop', async () => {});
  expect(await enqueue('reconcile-shop', { shopId: '1' })).toBe('dropped');
});

it('without a worker in this process a dropped alarm is nobody’s here', async () => {
  await expect(ask('1')).resolves.toBeUndefined();
});

it('what was dropped runs here, two of a job at a time, and each key once however often it is asked for', async () => {
  const { begun, run, endNext } = heldRuns();
  await work('reconcile-shop', run);
  for (let look = 0; look < 3; look += 1) for (const shopId of ['1', '2', '3']) await ask(shopId);
  expect(begun).toEqual(['1', '2']);
  endNext();
  await until('the third had its turn', () => begun.length === 3);
  endNext();
  endNext();
  await until('it may be asked for again', async () => {
    await ask('1');
    return begun.length > 3;
  });
  expect(begun).toEqual(['1', '2', '3', '1']);
  endNext();
});

it('a run that failed holds up nobody and may be asked for again', async () => {
  const seen: string[] = [];
  await work('reconcile-shop', async ({ shopId }) => {
    seen.push(shopId);
    if (shopId === '1') throw new Error('no luck');
  });
  for (const shopId of ['1', '2', '3']) await ask(shopId);
  await until('all had their turn', () => seen.length === 3);
  await ask('1');
  await until('again', () => seen.filter((shopId) => shopId === '1').length === 2);
});

it('closing lets a run end and begins none that waits', async () => {
  const { begun, run, endNext } = heldRuns();
  await work('reconcile-shop', run);
  for (const shopId of ['1', '2', '3']) await ask(shopId);
  let isClosed = false;
  const closing = workers?.close().then(() => {
    isClosed = true;
  });
  endNext();
  await new Promise((resolve) => setImmediate(resolve));
  expect(isClosed).toBe(false);
  endNext();
  await closing;
  expect(begun).toEqual(['1', '2']);
});
