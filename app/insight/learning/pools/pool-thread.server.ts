import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  createPoolBuilder,
  type PoolBuilder,
  type PurchaseDay,
  type SupplyPrior,
} from '~/insight/model/reorder';

export interface PoolThreadData {
  readonly today: number;
  readonly priors: ReadonlyMap<string, SupplyPrior>;
}

/** What a customer bought, with ids as text. */
export interface SweptCustomer {
  readonly customerKey: string;
  readonly orderDays: readonly number[];
  readonly needs: readonly { readonly needKey: string; readonly purchases: readonly PurchaseDay[] }[];
}

export type PoolTask =
  | { readonly do: 'add'; readonly customers: readonly SweptCustomer[] }
  | { readonly do: 'build' };

export type BuiltPools = ReturnType<PoolBuilder['build']>;

/** Below so many purchases a fit takes less time than a thread takes to start. */
const FEW_PURCHASES = 500;

/**
 * Builds pools of pages of customers, in a thread of its own unless there is little to do. Whoever starts one closes it,
 * also when reading the pages fails.
 */
export function poolsInThread(data: PoolThreadData): {
  add(customers: readonly SweptCustomer[]): void;
  build(): Promise<BuiltPools>;
  close(): Promise<void>;
} {
  let waiting: SweptCustomer[] = [];
  let purchases = 0;
  let thread: Worker | null = null;
  let failure: Error | null = null;
  return {
    add(customers) {
      for (const { needs } of customers) for (const need of needs) purchases += need.purchases.length;
      waiting.push(...customers);
      if (purchases < FEW_PURCHASES) return;
      if (!thread) {
        thread = startThread(data);
        // It may die while pages are still being read: that is told when its answer is asked for.
        thread.once('error', (error) => {
          failure = error;
        });
      }
      send(thread, { do: 'add', customers: waiting });
      waiting = [];
    },
    async build() {
      if (!thread) return buildHere(data, waiting);
      if (failure) throw failure;
      send(thread, { do: 'add', customers: waiting });
      return answerOf(thread);
    },
    async close() {
      await thread?.terminate();
    },
  };
}

function send(thread: Worker, task: PoolTask): void {
  thread.postMessage(task);
}

function answerOf(thread: Worker): Promise<BuiltPools> {
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The thread that builds pools ended with ${code}`)));
    send(thread, { do: 'build' });
  });
}

function buildHere(data: PoolThreadData, customers: readonly SweptCustomer[]): BuiltPools {
  const builder = createPoolBuilder(data);
  for (const { customerKey, orderDays, needs } of customers) {
    builder.addCustomer(orderDays, customerKey);
    for (const { needKey, purchases } of needs) builder.addPair(needKey, purchases, customerKey);
  }
  return builder.build();
}

/** The entry beside the build's other entries; chunks lie one folder below them. */
const BUILT = ['./pool-thread.js', '../pool-thread.js'];

function startThread(workerData: PoolThreadData): Worker {
  const found = BUILT.map((path) => new URL(path, import.meta.url)).find((url) =>
    existsSync(fileURLToPath(url)),
  );
  if (found) return new Worker(found, { workerData, env: {} });
  // From the sources, as tests run it: a thread does not inherit the loader of TypeScript.
  const source = new URL('../../../pool-thread.ts', import.meta.url).href;
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source}'); });`;
  return new Worker(code, { eval: true, workerData, env: {} });
}
