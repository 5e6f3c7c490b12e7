import { log } from '~/base/lib/logger.server';

/** Longer than the queue waits for its running jobs; then the process ends whatever still runs. */
const FORCE_AFTER_MS = 25_000;

/**
 * Runs one of our processes until it is told to stop: by a signal, or because the process that started it is gone.
 * `start` returns what closes it. A sentence on stderr and exit code 1 when it cannot start or breaks.
 */
export function runProcess(name: string, start: () => Promise<() => Promise<void>>): void {
  let stopping = false;
  const started = start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
    const close = await started;
    await close().catch((error: unknown) => log.error(`Closing ${name} failed.`, { error }));
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The pipe to the process that started us closes when that one was killed.
  if (process.channel) {
    process.on('disconnect', stop);
    process.channel.unref();
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error(`${name} broke and ends.`, { error });
      process.exitCode = 1;
      setTimeout(() => process.exit(1), 100);
    });
  }
}
