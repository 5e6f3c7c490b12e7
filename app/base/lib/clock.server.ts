import { readFileSync } from 'node:fs';
import { env } from '~/env.server';

/**
 * The application's clock: planning, due times and SQL take `now` from here. In the demo and in tests a file holds an
 * offset in milliseconds, so that all processes travel in time together. Token times and leases never use this clock:
 * a lease measures how long a process has been silent, which no jump of days should change.
 */
const REREAD_EVERY_MS = 100;
let offsetMs = 0;
let readAtMs = Number.NEGATIVE_INFINITY;

export function now(): Date {
  return new Date(Date.now() + clockOffsetMs());
}

function clockOffsetMs(): number {
  const file = env().CLOCK_FILE;
  if (!file) return 0;
  const realMs = Date.now();
  if (realMs - readAtMs < REREAD_EVERY_MS) return offsetMs;
  readAtMs = realMs;
  try {
    offsetMs = Number(readFileSync(file, 'utf8').trim()) || 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    offsetMs = 0;
  }
  return offsetMs;
}
