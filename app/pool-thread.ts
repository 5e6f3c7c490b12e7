import { parentPort, workerData } from 'node:worker_threads';
import type { PoolTask, PoolThreadData } from '~/insight/learning/pools/pool-thread.server';
import { createPoolBuilder } from '~/insight/model/reorder';

/**
 * A thread that builds a shop's pools: fitting takes seconds on a large shop, in which the worker's own thread would renew
 * no lease and answer no mail server. It gets the purchases page by page and answers once.
 */
const { today, priors } = workerData as PoolThreadData;
const builder = createPoolBuilder({ today, priors });

parentPort?.on('message', (task: PoolTask) => {
  if (task.do === 'build') return parentPort?.postMessage(builder.build());
  for (const { customerKey, orderDays, needs } of task.customers) {
    builder.addCustomer(orderDays, customerKey);
    for (const { needKey, purchases } of needs) builder.addPair(needKey, purchases, customerKey);
  }
});
