import type { JobPayloads } from '~/base/queue/job-types';
import { readInboundOf } from '~/care/inbound/read-inbound.server';

/** Reads a shop's mailbox of bounces and replies. */
export async function readInbound({ shopId }: JobPayloads['read-inbound']): Promise<void> {
  await readInboundOf(BigInt(shopId));
}
