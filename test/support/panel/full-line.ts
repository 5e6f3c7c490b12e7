import { inTurn, type Turn } from '~/office/pages/request/in-turn.server';

/** Fills a shop's line with work that lasts until it is told to end. */
export function fillLine(shopId: bigint, line: Turn['line']): () => Promise<void> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const request = new Request('https://carafe.example/');
  const all = Array.from({ length: 8 }, () => inTurn({ shopId, line, request }, () => ended));
  return async () => {
    end();
    await Promise.all(all);
  };
}
