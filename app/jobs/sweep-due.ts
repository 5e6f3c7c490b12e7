import { sweepDue as sweep } from '~/sending/sweep-due.server';

/** What is due and was not served, with or without an alarm. */
export async function sweepDue(): Promise<void> {
  await sweep();
}
