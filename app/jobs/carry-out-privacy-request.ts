import type { JobPayloads } from '~/base/queue/job-types';
import { carryOutRequest } from '~/office/privacy/carry-out-request.server';

export async function carryOutPrivacyRequest({
  shopId,
  requestId,
}: JobPayloads['carry-out-privacy-request']): Promise<void> {
  await carryOutRequest(BigInt(shopId), BigInt(requestId));
}
