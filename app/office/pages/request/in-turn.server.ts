/** A person with several windows, or a few colleagues, have no more under way. */
const MOST_IN_LINE = 8;

/** Longer than anything takes that ends by itself: name servers and mail servers are given up sooner. */
const LONGEST_TURN_MS = 60_000;

export interface Turn {
  readonly shopId: bigint;
  /** What is waited for together: neither saving nor what is asked seldom stands behind what typing asks for. */
  readonly line: 'template' | 'template-save' | 'mail-server' | 'domain' | 'file';
  /** Who asks: whoever has left takes no turn. */
  readonly request: Request;
}

const lines = new Map<string, { places: number; last: Promise<unknown> }>();

/**
 * Runs what costs a process that all shops share (its thread for templates, connections, memory): one after the other of
 * a shop, so that none takes the turns of the others. Answers 429 when too many wait already, and 504 when the work does
 * not end: it may still be done, but the next begins.
 */
export async function inTurn<T>({ shopId, line: name, request }: Turn, work: () => Promise<T>): Promise<T> {
  const key = `${shopId} ${name}`;
  const line = lines.get(key) ?? { places: 0, last: Promise.resolve() };
  if (line.places >= MOST_IN_LINE) throw new Response(null, { status: 429 });
  lines.set(key, line);
  line.places++;
  const turn = Promise.race([left(request.signal), line.last]).then(() => ended(work()));
  // Who leaves the line lets nobody pass before those who stand in front.
  line.last = Promise.allSettled([line.last, turn]);
  try {
    return await turn;
  } finally {
    line.places--;
    if (line.places === 0) lines.delete(key);
  }
}

/** Rejects when the visitor is gone, to whom nothing can be answered. */
function left(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = () => reject(new Response(null, { status: 499 }));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}

/** What ends after it was given up is nobody's any more. */
function ended<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Response(null, { status: 504 })), LONGEST_TURN_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
