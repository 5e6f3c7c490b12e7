import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FoundShown, type FoundTold, followCount } from '~/components/first-run/follow-count';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const found = { customers: 4_000 } as FoundTold['found'];
const foundAt = '2026-06-10T09:00:00.000Z';
const counting = { found: null, foundAt: null, isCounting: true, isQueueAway: false };
const counted = { found, foundAt, isCounting: false, isQueueAway: false };
const HOUR_MS = 3_600_000;

/** Follows a count that is answered so, the last answer again and again. */
function following(...answers: (FoundTold | null)[]) {
  const stop = new AbortController();
  let asked = 0;
  let shown: FoundShown = { found: null, foundAt: null, state: 'counting' };
  const ended = followCount({
    ask: async () => answers[Math.min(asked++, answers.length - 1)] ?? null,
    tell: (told) => {
      shown = told(shown);
    },
    signal: stop.signal,
  });
  return { stop, ended, asked: () => asked, shown: () => shown };
}

test('a count is asked for until it is there, and not after', async () => {
  const one = following(counting, counting, counted);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(one.shown().state).toBe('counting');
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(one.shown()).toEqual({ found, foundAt, state: 'counted' });
  expect(one.asked()).toBe(3);
  await one.ended;
});

test('a count that nobody does is given up after a minute and a half, with what is known of the cause', async () => {
  for (const [isQueueAway, state] of [
    [false, 'late'],
    [true, 'queue-away'],
  ] as const) {
    const one = following({ ...counting, isQueueAway });
    await vi.advanceTimersByTimeAsync(80_000);
    expect(one.shown().state).toBe('counting');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(one.shown()).toEqual({ found: null, foundAt: null, state });
    await one.ended;
    const asked = one.asked();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(one.asked()).toBe(asked);
  }
});

test('older numbers stay to be seen while newer ones are waited for, or cannot be had', async () => {
  const one = following({ ...counting, found, foundAt }, null);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(one.shown()).toEqual({ found, foundAt, state: 'counting' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(one.shown()).toEqual({ found, foundAt, state: 'failed' });
  await one.ended;
});

test('nothing is asked or told any more once the page is left: while it waits, or for an answer', async () => {
  const waiting = following(counting);
  await vi.advanceTimersByTimeAsync(1_000);
  waiting.stop.abort();
  await waiting.ended;
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(waiting.asked()).toBe(1);

  const onTheWay = following(counted);
  onTheWay.stop.abort();
  await onTheWay.ended;
  expect(onTheWay.asked()).toBe(1);
  expect(onTheWay.shown().state).toBe('counting');
});
