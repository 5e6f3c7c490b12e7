import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTurn, type Turn } from '~/office/pages/request/in-turn.server';

/** Work that ends when it is told to. */
function held() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let begun = 0;
  const work = () => {
    begun += 1;
    return ended;
  };
  return { end: () => end(), work, begun: () => begun };
}

const turn = (shopId: bigint, line: Turn['line'], signal = new AbortController().signal): Turn => ({
  shopId,
  line,
  request: new Request('https://carafe.example/', { signal }),
});

afterEach(() => {
  vi.useRealTimers();
});

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('work that all shops share', () => {
  it('is done one after the other for a shop, and keeps no other shop waiting', async () => {
    const slow = held();
    const all = Array.from({ length: 5 }, () => inTurn(turn(1n, 'template'), slow.work));
    await soon();
    expect(slow.begun()).toBe(1);
    expect(await inTurn(turn(2n, 'template'), async () => 'theirs')).toBe('theirs');
    expect(await inTurn(turn(1n, 'domain'), async () => 'another matter')).toBe('another matter');
    slow.end();
    await Promise.all(all);
    expect(slow.begun()).toBe(5);
  });

  it('is refused when too much waits, and goes on after a failure', async () => {
    const slow = held();
    const all = Array.from({ length: 8 }, () => inTurn(turn(1n, 'template'), slow.work));
    await expect(inTurn(turn(1n, 'template'), slow.work)).rejects.toMatchObject({ status: 429 });
    slow.end();
    await Promise.all(all);
    await expect(
      inTurn(turn(1n, 'template'), async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(await inTurn(turn(1n, 'template'), async () => 'on it goes')).toBe('on it goes');
  });

  it('is not begun for whoever has left, and their places are free at once', async () => {
    const slow = held();
    const others = held();
    const first = inTurn(turn(1n, 'template'), slow.work);
    const leaving = new AbortController();
    const left = Array.from({ length: 7 }, () => inTurn(turn(1n, 'template', leaving.signal), others.work));
    leaving.abort();
    for (const one of left) await expect(one).rejects.toMatchObject({ status: 499 });
    const last = inTurn(turn(1n, 'template'), async () => 'mine');
    await soon();
    expect(await Promise.race([last, 'still in line'])).toBe('still in line');
    slow.end();
    await first;
    expect(await last).toBe('mine');
    expect(others.begun()).toBe(0);
    await expect(inTurn(turn(1n, 'template', leaving.signal), others.work)).rejects.toMatchObject({
      status: 499,
    });
  });

  it('goes on behind work whose asker has left only when it ends', async () => {
    const slow = held();
    const leaving = new AbortController();
    const first = inTurn(turn(1n, 'template', leaving.signal), slow.work);
    await soon();
    leaving.abort();
    const next = held();
    const second = inTurn(turn(1n, 'template'), next.work);
    await soon();
    expect(next.begun()).toBe(0);
    slow.end();
    next.end();
    await Promise.all([first, second]);
  });

  it('lets the next begin when it does not end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hung = inTurn(turn(1n, 'mail-server'), () => new Promise(() => {}));
    const next = inTurn(turn(1n, 'mail-server'), async () => 'next');
    const outcome = expect(hung).rejects.toMatchObject({ status: 504 });
    await vi.advanceTimersByTimeAsync(60_000);
    await outcome;
    expect(await next).toBe('next');
  });
});
