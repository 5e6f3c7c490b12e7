import type { JobPayloads } from '~/base/queue/job-types';
import { reconcileShop as run } from '~/intake/shops/reconcile-shop.server';

export async function reconcileShop({ shopId }: JobPayloads['reconcile-shop']): Promise<void> {
  await run(BigInt(shopId));
}
