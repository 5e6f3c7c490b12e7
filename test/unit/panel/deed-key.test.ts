import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEED_SPENT } from '~/base/vocabulary/deed-spent';
import { askOnce } from '~/components/frame/sending/deed-key';

const HOUR_MS = 60 * 60_000;
/** The keys under which the server was asked, in order. */
let keys: string[];

beforeEach(() => {
  keys = [];
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function ask(deed: string, ...statuses: number[]) {
  return askOnce(deed, async (key) => {
    keys.push(key);
    return new Response(null, { status: statuses.shift() ?? 200 });
  });
}

test('a deed keeps its key until it is answered, or for an hour', async () => {
  const { settle } = await ask('/app/notes {"text":"late"}');
  await ask('/app/notes {"text":"late"}');
  await ask('/app/notes {"text":"later"}');
  settle();
  await ask('/app/notes {"text":"late"}');
  vi.setSystemTime(Date.now() + HOUR_MS + 1);
  await ask('/app/notes {"text":"late"}');
  const [first, again, other, second, muchLater] = keys;
  expect(again).toBe(first);
  expect(new Set([first, other, second, muchLater]).size).toBe(4);
});

test('two presses at once are one deed, and so is one whose answer was lost', async () => {
  await Promise.all([ask('/app/notes {"text":"twice"}'), ask('/app/notes {"text":"twice"}')]);
  const lost = askOnce('/app/notes {"text":"twice"}', async (key) => {
    keys.push(key);
    throw new TypeError('Failed to fetch');
  });
  await expect(lost).rejects.toThrow('Failed to fetch');
  await ask('/app/notes {"text":"twice"}', 500);
  await ask('/app/notes {"text":"twice"}');
  expect(keys).toHaveLength(5);
  expect(new Set(keys).size).toBe(1);
});

test('a deed whose first time is over is asked for at once as another, and no further', async () => {
  await ask('/app/notes {"text":"ill"}', 500);
  const { answer } = await ask('/app/notes {"text":"ill"}', DEED_SPENT, 200);
  expect(answer.status).toBe(200);
  const refused = await ask('/app/notes {"text":"ill"}', DEED_SPENT, DEED_SPENT);
  expect(refused.answer.status).toBe(DEED_SPENT);
  const [first, same, another, ...rest] = keys;
  expect(same).toBe(first);
  expect(another).not.toBe(first);
  expect(rest).toHaveLength(2);
});

test('two presses at once of what is over are one other deed, and an answer to it settles no later one', async () => {
  const deed = '/app/notes {"text":"both"}';
  const press = (statusOf: (key: string) => number) =>
    askOnce(deed, async (key) => {
      keys.push(key);
      // Both are on their way before either is answered.
      const both = keys.length + (keys.length % 2);
      await vi.waitUntil(() => keys.length >= both);
      return new Response(null, { status: statusOf(key) });
    });
  const isSpent = (key: string) => (key === keys[0] ? DEED_SPENT : 200);
  const [one, other] = await Promise.all([press(isSpent), press(isSpent)]);
  expect([one.answer.status, other.answer.status]).toEqual([200, 200]);
  const [spent, spentToo, anew, anewToo] = keys;
  expect(spentToo).toBe(spent);
  expect(anewToo).toBe(anew);
  one.settle();
  await ask(deed, 500);
  other.settle();
  await ask(deed);
  expect(keys[4]).not.toBe(anew);
  expect(keys[5]).toBe(keys[4]);
});

test('no word of what was asked is kept, where a password may stand', async () => {
  const kept = vi.spyOn(Map.prototype, 'set');
  await ask('/app/mailbox {"password":"open sesame"}', 500);
  expect(kept).toHaveBeenCalled();
  expect(JSON.stringify(kept.mock.calls)).not.toContain('sesame');
});
