/** A person with several windows, or a few colleagues, have no more under way. */
const MOST_WAITING = 8;

const lines = new Map<string, { waiting: number; last: Promise<unknown> }>();

/**
 * Runs what costs a process that all shops share (its thread for templates, connections, memory): one after the other of
 * a shop, so that none takes the turns of the others. Answers 429 when too many wait already.
 */
export async function inTurn<T>(
  shopId: bigint,
  what: 'template' | 'mail-server' | 'domain',
  work: () => Promise<T>,
): Promise<T> {
  const key = `${shopId} ${what}`;
  const line = lines.get(key) ?? { waiting: 0, last: Promise.resolve() };
  if (line.waiting >= MOST_WAITING) throw new Response(null, { status: 429 });
  lines.set(key, line);
  line.waiting++;
  const turn = line.last.then(work);
  line.last = turn.catch(() => {});
  try {
    return await turn;
  } finally {
    line.waiting--;
    if (line.waiting === 0) lines.delete(key);
  }
}
