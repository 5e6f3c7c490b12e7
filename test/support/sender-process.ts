import { createInterface } from 'node:readline';
import { runSweepLoop } from '~/sending/sweep-due.server';

/**
 * A process that does nothing but send, for the tests that kill it. Says `ready`, waits for `go`, then sweeps until it
 * dies. SENDING_PAUSE_AT stops it at a place of its own choice.
 */
process.stdout.write('ready\n');
createInterface({ input: process.stdin }).once('line', () => {
  void runSweepLoop(new AbortController().signal);
});
