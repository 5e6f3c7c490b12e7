import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hideFailures } from '~/components/frame/failure-toasts';
import { tellSilence } from '~/components/frame/sending/tell-silence';

let asked: string[];
let shown: string[];
const toasts = { show: (words: string) => String(shown.push(words)), hide: () => {} };

beforeEach(() => {
  asked = [];
  shown = [];
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return new Response();
  });
});
afterEach(() => {
  // The next file has the same module.
  hideFailures(toasts);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a deed that is not answered for twenty seconds is told of, and whether the server is there is asked', async () => {
  tellSilence(toasts, 'No answer yet.');
  await vi.advanceTimersByTimeAsync(19_000);
  expect(shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown).toEqual(['No answer yet.']);
  expect(asked).toEqual(['/healthz']);
});

test('one that is answered in time is not', async () => {
  const end = tellSilence(toasts, 'No answer yet.');
  await vi.advanceTimersByTimeAsync(19_000);
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual([]);
});
