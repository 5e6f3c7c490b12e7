import type { JobPayloads } from '~/base/queue/job-types';
import { refetchOrder as run } from '~/intake/shops/refetch-order.server';

export async function refetchOrder({ shopId, shopifyOrderId }: JobPayloads['refetch-order']): Promise<void> {
  await run(BigInt(shopId), shopifyOrderId);
}
