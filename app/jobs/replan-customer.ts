import type { JobPayloads } from '~/base/queue/job-types';
import { planCustomer } from '~/outreach/planning/plan-customer.server';

/** Learns and plans again for one customer. A second run finds nothing to change. */
export async function replanCustomer({ shopId, customerId }: JobPayloads['replan-customer']): Promise<void> {
  await planCustomer(BigInt(shopId), BigInt(customerId));
}
