import { DEED_SPENT } from '~/base/vocabulary/deed-spent';

/** Said again later, the same words are a new deed. */
const REMEMBERED_MS = 60 * 60_000;

/** By a digest of what is asked: a password may stand in it, or what a customer told. */
const unanswered = new Map<string, { readonly key: string; readonly sinceMs: number }>();

export interface Asked {
  readonly answer: Response;
  /** It was answered: what is asked for in the same words from now on is another deed. */
  readonly settle: () => void;
}

/**
 * Asks for a deed under a key of its own. Asked for again because no answer came, it keeps its key, so that it is done
 * once: it may have been done already. Where what it did then is over by now, this press is another deed.
 */
export async function askOnce(deed: string, ask: (key: string) => Promise<Response>): Promise<Asked> {
  const name = await digestOf(deed);
  const asked = await askAs(name, ask);
  if (asked.answer.status !== DEED_SPENT) return asked;
  asked.settle();
  return askAs(name, ask);
}

async function askAs(name: string, ask: (key: string) => Promise<Response>): Promise<Asked> {
  const key = keyOf(name, Date.now());
  const answer = await ask(key);
  // Another press of the same words may have been answered meanwhile, and a later one have its own key.
  return { answer, settle: () => void (unanswered.get(name)?.key === key && unanswered.delete(name)) };
}

function keyOf(name: string, nowMs: number): string {
  for (const [one, { sinceMs }] of unanswered) if (nowMs - sinceMs > REMEMBERED_MS) unanswered.delete(one);
  const { key } = unanswered.get(name) ?? { key: crypto.randomUUID() };
  unanswered.set(name, { key, sinceMs: nowMs });
  return key;
}

async function digestOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
