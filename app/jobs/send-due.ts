import type { JobPayloads } from '~/base/queue/job-types';
import { sweepDue } from '~/sending/sweep-due.server';

/**
 * The alarm of a second. It only says that something is due: the sweep reads from the rows what that is, so that an
 * alarm that comes twice, late, or for a message that has moved sends nothing it should not.
 */
export async function sendDue(_payload: JobPayloads['send-due']): Promise<void> {
  await sweepDue();
}
