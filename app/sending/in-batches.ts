/**
 * Groups calls into batches: while one batch is worked on, the next gathers. Under load a batch is as large as the
 * calls that came meanwhile, so a commit is shared by many; without load a call waits `waitMs` and goes alone.
 * Batches of one lane follow each other; lanes are independent, so that a slow shop delays nobody else.
 */
export interface BatchOptions<Item> {
  readonly waitMs: number;
  readonly limit: number;
  readonly laneOf: (item: Item) => bigint;
  /** Two items with the same key never share a batch. */
  readonly keyOf?: (item: Item) => bigint;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** `work` returns one result an item, in the items' order. When it throws, every call of the batch rejects. */
export function inBatches<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  options: BatchOptions<Item>,
): (item: Item) => Promise<Result> {
  const lanes = new Map<bigint, Waiting<Item, Result>[]>();

  async function run(lane: bigint, queue: Waiting<Item, Result>[]): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, options.waitMs));
    while (queue.length > 0) await settle(takeBatch(queue, options), work);
    lanes.delete(lane);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const lane = options.laneOf(item);
      const queue = lanes.get(lane);
      if (queue) {
        queue.push({ item, resolve, reject });
        return;
      }
      const started: Waiting<Item, Result>[] = [{ item, resolve, reject }];
      lanes.set(lane, started);
      void run(lane, started);
    });
}

async function settle<Item, Result>(
  batch: Waiting<Item, Result>[],
  work: (items: Item[]) => Promise<Result[]>,
): Promise<void> {
  try {
    const results = await work(batch.map(({ item }) => item));
    if (results.length !== batch.length) throw new Error('A batch must give one result an item');
    batch.forEach(({ resolve }, index) => {
      resolve(results[index] as Result);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

/** The first items of the queue, leaving behind those whose key is in the batch already. */
function takeBatch<Item, Result>(
  queue: Waiting<Item, Result>[],
  { limit, keyOf }: BatchOptions<Item>,
): Waiting<Item, Result>[] {
  if (!keyOf) return queue.splice(0, limit);
  const keys = new Set<bigint>();
  const batch: Waiting<Item, Result>[] = [];
  const later: Waiting<Item, Result>[] = [];
  for (const waiting of queue.splice(0)) {
    const key = keyOf(waiting.item);
    if (batch.length >= limit || keys.has(key)) later.push(waiting);
    else {
      keys.add(key);
      batch.push(waiting);
    }
  }
  queue.push(...later);
  return batch;
}
