import type { JobPayloads } from '~/base/queue/job-types';
import { readInboundOf } from '~/care/inbound/read-inbound.server';
import { writeOwedConsents } from '~/care/suppressions/write-consent.server';

/** Reads a shop's mailbox of bounces and replies, and writes consents that lost their own job. */
export async function readInbound({ shopId }: JobPayloads['read-inbound']): Promise<void> {
  await readInboundOf(BigInt(shopId));
  await writeOwedConsents(BigInt(shopId));
}
