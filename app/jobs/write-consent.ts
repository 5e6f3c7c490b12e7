import type { JobPayloads } from '~/base/queue/job-types';
import { writeConsentToShopify } from '~/care/suppressions/write-consent.server';

/** Writes one customer's unsubscribe, or change of mind, to Shopify. */
export async function writeConsent({ shopId, customerId }: JobPayloads['write-consent']): Promise<void> {
  await writeConsentToShopify(BigInt(shopId), BigInt(customerId));
}
