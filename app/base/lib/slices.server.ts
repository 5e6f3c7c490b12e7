import { setImmediate } from 'node:timers/promises';

const SIZE = 500;

/** A long list in parts, between which the process does everything else that waits: other shops' pages, webhooks. */
export async function* slicesOf<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < items.length; at += SIZE) {
    if (at > 0) await setImmediate();
    yield items.slice(at, at + SIZE);
  }
}
