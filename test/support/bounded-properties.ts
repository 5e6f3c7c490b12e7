import fc from 'fast-check';

/**
 * Setup file of the tests that try laws on made cases. To make a case that broke one smaller may take thousands of runs, and
 * those that never wait are past vitest's own limits: in time they end with the smallest case so far. Who asks for more runs
 * (PROPERTY_RUNS) waits as long as they take.
 */
const LIMIT_MS = 240_000;

/** Files that share their modules share fast-check: it is told once. */
const shared = globalThis as { areBounded?: true };
if (!process.env.PROPERTY_RUNS && !shared.areBounded) {
  shared.areBounded = true;
  fc.installGlobalPlugin(fc.interruptAfterTimeLimit(LIMIT_MS, { failOnInterrupt: true }));
}
