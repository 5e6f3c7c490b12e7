import type { JobPayloads } from '~/base/queue/job-types';
import { reconcileShop as run } from '~/intake/shops/reconcile-shop.server';
import { judgeAgain } from '~/sending/judge-again.server';
import { sweepDue } from '~/sending/sweep-due.server';

/** Reads what changed in the shop; mail that waited for this is judged again at once. */
export async function reconcileShop({ shopId }: JobPayloads['reconcile-shop']): Promise<void> {
  await run(BigInt(shopId));
  if ((await judgeAgain(BigInt(shopId))) > 0) await sweepDue();
}
