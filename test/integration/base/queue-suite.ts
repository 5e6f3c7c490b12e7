import { afterEach, describe, expect, it } from 'vitest';
import { enqueue, enqueueMany } from '~/base/queue/enqueue.server';
import { type JobName, type JobPayloads, queueOf } from '~/base/queue/job-types';
import { type Processors, startWorkers, type Workers } from '~/base/queue/workers.server';
import { until } from '../../support/until';

/** How the store behind the queue is broken from outside. */
export interface Store {
  empty(): Promise<void>;
  /** As `empty`, and another process has made it anew before we looked. */
  replace(): Promise<void>;
  cutConnections(): Promise<void>;
}

type Seen = { job: JobName; payload: JobPayloads[JobName] };

/** One suite for both stores. SWEEP_SECONDS must be 1. */
export function describeQueue(title: string, store: () => Store): void {
  describe(title, () => {
    let workers: Workers | undefined;

    async function work(special: Partial<Processors> = {}): Promise<Seen[]> {
      const seen: Seen[] = [];
      const all = Object.keys(queueOf).map((job) => [
        job,
        async (payload: never) => {
          seen.push({ job: job as JobName, payload });
          await (special[job as JobName] as ((payload: never) => Promise<void>) | undefined)?.(payload);
        },
      ]);
      workers = await startWorkers(Object.fromEntries(all) as Processors, { probeMs: 200 });
      return seen;
    }

    const count = (seen: Seen[], job: JobName, id?: string) =>
      seen.filter((one) => one.job === job && (id === undefined || Object.values(one.payload).includes(id)))
        .length;

    afterEach(async () => {
      await workers?.close();
      workers = undefined;
      await store().empty();
    });

    it('a job reaches its processor with its ids', async () => {
      const seen = await work();
      await enqueue('replan-customer', { shopId: '1', customerId: '42' });
      await until('it ran', () => count(seen, 'replan-customer') === 1);
      expect(seen.find(({ job }) => job === 'replan-customer')?.payload).toEqual({
        shopId: '1',
        customerId: '42',
      });
    });

    it('ten alarms for one customer who waits are one run, and one while it runs is one more', async () => {
      let release: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      const seen = await work({ 'replan-customer': () => gate });
      const alarm = () =>
        enqueue('replan-customer', { shopId: '1', customerId: '7' }, { dedupeKey: '1:7', delayMs: 100 });
      await Promise.all(Array.from({ length: 10 }, alarm));
      await until('the first runs', () => count(seen, 'replan-customer') === 1);
      await Promise.all(Array.from({ length: 10 }, alarm));
      release();
      await until('one more runs', () => count(seen, 'replan-customer') === 2);
      await enqueue('project-inbox', { shopId: '9' });
      await until('later work passed', () => count(seen, 'project-inbox', '9') === 1);
      expect(count(seen, 'replan-customer')).toBe(2);
    });

    it('the newest alarm for one second sets its time', async () => {
      const seen = await work();
      const due = { second: '5' };
      await enqueue('send-due', due, { dedupeKey: '5', delayMs: 3_600_000 });
      await enqueue('send-due', due, { dedupeKey: '5' });
      await until('it runs now', () => count(seen, 'send-due', '5') === 1);
    });

    it('many alarms travel in one call', async () => {
      const seen = await work();
      await enqueueMany(
        'send-due',
        Array.from({ length: 200 }, (_, at) => ({
          payload: { second: String(at) },
          dedupeKey: String(at),
        })),
      );
      await until(
        'all ran',
        () =>
          new Set(seen.filter(({ job }) => job === 'send-due').map((one) => JSON.stringify(one.payload)))
            .size === 200,
      );
    });

    it('a job that fails is tried three times and holds nobody up', async () => {
      const seen = await work({
        'start-backfill': async () => {
          throw new Error('no luck');
        },
      });
      await enqueue('start-backfill', { shopId: '3' });
      await enqueue('reconcile-shop', { shopId: '4' });
      await until('the other ran', () => count(seen, 'reconcile-shop') === 1);
      await until('three tries', () => count(seen, 'start-backfill') === 3);
      await enqueue('start-backfill', { shopId: '3' });
      await until('it may be asked for again', () => count(seen, 'start-backfill') >= 4);
    });

    it('recurring jobs run by themselves', async () => {
      const seen = await work();
      await until('twice', () => count(seen, 'sweep-due') >= 2 && count(seen, 'sweep-stages') >= 2);
      expect(count(seen, 'housekeeping')).toBeGreaterThanOrEqual(1);
    });

    for (const [name, breakIt] of [
      ['emptied', 'empty'],
      ['emptied and made anew by another process', 'replace'],
      ['cut off', 'cutConnections'],
    ] as const) {
      it(`a store that was ${name} in mid-run is healed: alarms ring, sweeps go on, nothing throws`, async () => {
        const seen = await work();
        await enqueue('project-inbox', { shopId: 'before' });
        await until('it works', () => count(seen, 'project-inbox', 'before') === 1);
        await store()[breakIt]();
        const sweeps = count(seen, 'sweep-due');
        await enqueue('project-inbox', { shopId: 'during' });
        await until('sweeps go on', () => count(seen, 'sweep-due') >= sweeps + 3);
        await until('new alarms ring', async () => {
          await enqueue('project-inbox', { shopId: 'after' }, { dedupeKey: 'after' });
          return count(seen, 'project-inbox', 'after') > 0;
        });
        await enqueue('send-due', { second: 'delayed' }, { delayMs: 300 });
        await until('delayed ones too', () => count(seen, 'send-due', 'delayed') === 1);
      });
    }

    it('closing lets a running job end', async () => {
      let ended = false;
      let release: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      const seen = await work({
        'daily-sweep': async () => {
          await gate;
          ended = true;
        },
      });
      await enqueue('daily-sweep', { shopId: '1' });
      await until('it runs', () => count(seen, 'daily-sweep') === 1);
      const closing = workers?.close();
      release();
      await closing;
      expect(ended).toBe(true);
    });
  });
}
