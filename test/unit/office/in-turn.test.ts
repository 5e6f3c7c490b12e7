import { describe, expect, it } from 'vitest';
import { inTurn } from '~/office/pages/request/in-turn.server';

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

const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('work that all shops share', () => {
  it('is done one after the other for a shop, and keeps no other shop waiting', async () => {
    const slow = held();
    const all = Array.from({ length: 5 }, () => inTurn(1n, 'template', slow.work));
    await soon();
    expect(slow.begun()).toBe(1);
    expect(await inTurn(2n, 'template', async () => 'theirs')).toBe('theirs');
    expect(await inTurn(1n, 'domain', async () => 'another matter')).toBe('another matter');
    slow.end();
    await Promise.all(all);
    expect(slow.begun()).toBe(5);
  });

  it('is refused when too much waits, and goes on after a failure', async () => {
    const slow = held();
    const all = Array.from({ length: 8 }, () => inTurn(1n, 'template', slow.work));
    await expect(inTurn(1n, 'template', slow.work)).rejects.toMatchObject({ status: 429 });
    slow.end();
    await Promise.all(all);
    await expect(
      inTurn(1n, 'template', async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(await inTurn(1n, 'template', async () => 'on it goes')).toBe('on it goes');
  });
});
