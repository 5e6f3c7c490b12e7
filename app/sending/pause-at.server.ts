import { env } from '~/env.server';

/**
 * The places at which a process may die, in the order in which a mail passes them. Each is right after the named thing
 * is true: 'committing' after that commit and before the final dot, 'dot' after the dot went out, 'answered' when the
 * server's 250 is here and not yet written down.
 */
export const sendingPoints = [
  'claimed',
  'connecting',
  'envelope',
  'body',
  'committing',
  'dot',
  'answered',
] as const;
export type SendingPoint = (typeof sendingPoints)[number];

/**
 * For the tests of crashes: with SENDING_PAUSE_AT set (only APP_MODE=test takes it), the worker stops at that place for
 * ever and each mail that stands there says so on standard output, so that the test can kill it right there.
 */
export async function pauseAt(point: SendingPoint): Promise<void> {
  const { SENDING_PAUSE_AT: pausePoint, APP_MODE } = env();
  if (pausePoint !== point || APP_MODE !== 'test') return;
  process.stdout.write(`paused at ${point}\n`);
  await new Promise(() => {});
}
