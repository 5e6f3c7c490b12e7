import { renameSync, writeFileSync } from 'node:fs';

/** The store's clock: real time plus an offset that only ever grows. Token times never use it. */
export type StoreClock = {
  now: () => number;
  offsetMs: () => number;
  advance: (ms: number) => void;
};

/**
 * @param startAt the instant (ms) that the clock shows at first; the real time when left out
 * @param file    where the offset is written, in milliseconds as a decimal text, for the app to read; written to
 *                a neighbour first and renamed, so that a reader never sees half a number
 */
export function createClock({ startAt, file }: { startAt?: number; file?: string }): StoreClock {
  let offset = startAt === undefined ? 0 : startAt - Date.now();
  const share = () => {
    if (file === undefined) return;
    writeFileSync(`${file}.next`, String(offset));
    renameSync(`${file}.next`, file);
  };
  share();
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    advance: (ms) => {
      if (!Number.isFinite(ms) || ms < 0) throw new Error('The clock moves forward only');
      offset += Math.round(ms);
      share();
    },
  };
}
