import type { IncomingMessage } from 'node:http';

/** How much of an unread body is taken off a connection, and how long that may take, before it is closed instead. */
const DROPPED_BYTES = 32_000_000;
const DROPPING_MS = 2_000;

/**
 * Takes what nobody read of a body off its connection, before the answer is given: whoever sends more than is wanted
 * often listens only when all is sent, and a connection that is closed under them loses them the answer. False: that is
 * more, or takes longer, than is waited for, and the connection has to be closed.
 */
export async function dropBody(request: IncomingMessage): Promise<boolean> {
  if (request.complete) {
    request.resume();
    return true;
  }
  if (request.destroyed) return false;
  return new Promise((resolve) => {
    let bytes = 0;
    const end = (isWhole: boolean) => {
      clearTimeout(timer);
      request.off('data', count);
      resolve(isWhole);
    };
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > DROPPED_BYTES) end(false);
    };
    const timer = setTimeout(() => end(false), DROPPING_MS);
    request.on('data', count);
    request.once('end', () => end(true));
    request.once('close', () => end(false));
    request.resume();
  });
}
