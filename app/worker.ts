import { log } from '~/base/lib/logger.server';
import { collectProcessMetrics } from '~/base/lib/metrics.server';
import { startOpsListener } from '~/base/lib/ops-listener.server';
import { assertRowLevelSecurity, unreadiness } from '~/base/lib/readiness.server';
import { runProcess } from '~/base/lib/run-process.server';
import { whyNoQueue } from '~/base/queue/live-queue.server';
import { startWorkers } from '~/base/queue/workers.server';
import { closeDatabase } from '~/db.server';
import { env } from '~/env.server';
import { watchForRestore } from '~/intake/shops/watch-restore.server';
import { carryOutBatchJob } from '~/jobs/carry-out-batch';
import { carryOutDryRunJob } from '~/jobs/carry-out-dry-run';
import { carryOutPrivacyRequest } from '~/jobs/carry-out-privacy-request';
import { continueBackfill } from '~/jobs/continue-backfill';
import { countFoundJob } from '~/jobs/count-found';
import { dailySweep } from '~/jobs/daily-sweep';
import { feedQueue } from '~/jobs/feed-queue';
import { housekeeping } from '~/jobs/housekeeping';
import { projectInbox } from '~/jobs/project-inbox';
import { readInbound } from '~/jobs/read-inbound';
import { reconcileShop } from '~/jobs/reconcile-shop';
import { refetchOrder } from '~/jobs/refetch-order';
import { replanCustomer } from '~/jobs/replan-customer';
import { scheduleShops } from '~/jobs/schedule-shops';
import { sendDue } from '~/jobs/send-due';
import { startBackfill } from '~/jobs/start-backfill';
import { sweepDue } from '~/jobs/sweep-due';
import { sweepStages } from '~/jobs/sweep-stages';
import { writeConsent } from '~/jobs/write-consent';
import { stopSending, stuckSweep } from '~/sending/sweep-due.server';

/** The worker process: every job by its name. Start as many as the shop needs; two never do one thing twice. */
async function start(): Promise<() => Promise<void>> {
  if (!env().DATABASE_URL)
    throw new Error('Set DATABASE_URL: start:worker works on your own PostgreSQL. "npm start" brings one.');
  collectProcessMetrics();
  await assertRowLevelSecurity();
  const closeOps = await startOpsListener(async () => (await unreadiness()) ?? stuckSweep(), whyNoQueue);
  const stopWatch = await watchForRestore();
  const workers = await startWorkers({
    'carry-out-batch': carryOutBatchJob,
    'carry-out-dry-run': carryOutDryRunJob,
    'carry-out-privacy-request': carryOutPrivacyRequest,
    'continue-backfill': continueBackfill,
    'count-found': countFoundJob,
    'daily-sweep': dailySweep,
    'feed-queue': feedQueue,
    housekeeping,
    'project-inbox': projectInbox,
    'read-inbound': readInbound,
    'reconcile-shop': reconcileShop,
    'refetch-order': refetchOrder,
    'replan-customer': replanCustomer,
    'schedule-shops': scheduleShops,
    'send-due': sendDue,
    'start-backfill': startBackfill,
    'sweep-due': sweepDue,
    'sweep-stages': sweepStages,
    'write-consent': writeConsent,
  });
  log.info('The worker is ready.');
  process.send?.({ ready: true });
  return async () => {
    // Side by side: what hangs before a mail server is let go at once, whatever other jobs still run.
    await Promise.all([workers.close(), stopSending()]);
    stopWatch();
    await closeOps();
    await closeDatabase();
  };
}

runProcess('The worker', start);
