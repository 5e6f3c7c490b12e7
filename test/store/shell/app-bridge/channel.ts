import type { Envelope, FromApp, ToApp } from '../messages';

const script = document.currentScript as HTMLScriptElement | null;
/** The store that served this script is the admin that frames us. */
export const adminOrigin = new URL(script?.src ?? location.href).origin;
export const apiKeyOfScript = script?.dataset.apiKey ?? null;
export const isFramed = window.parent !== window;

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };
const waiting = new Map<string, Waiting>();
const listeners: ((message: ToApp) => void)[] = [];
let lastId = 0;
let isHeard = false;
const unsaid: FromApp[] = [];

/** Says something to the admin, or keeps it until the admin listens: either of the two may be loaded first. */
export function tellAdmin(message: FromApp): void {
  if (!isFramed) return;
  if (isHeard) post(message);
  else unsaid.push(message);
}

/** Knocks until the admin answers. */
export function knock(): void {
  if (!isFramed || isHeard) return;
  post({ type: 'ready' });
  setTimeout(knock, 100);
}

function post(message: FromApp): void {
  const envelope: Envelope<FromApp> = { localStore: 1, message };
  window.parent.postMessage(envelope, adminOrigin);
}

/** Asks the admin and waits for its answer; fails as a fetch does when the admin was cut off from its own server. */
export function askAdmin(what: 'token' | 'user' | 'leave'): Promise<unknown> {
  const id = nextId();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    tellAdmin({ type: 'ask', id, what });
  });
}

export function onAdminMessage(listener: (message: ToApp) => void): void {
  listeners.push(listener);
}

export function nextId(): string {
  lastId++;
  return `app-${lastId}`;
}

addEventListener('message', (event: MessageEvent<Envelope<ToApp> | undefined>) => {
  if (event.origin !== adminOrigin || event.data?.localStore !== 1) return;
  const { message } = event.data;
  if (message.type === 'hello') {
    isHeard = true;
    for (const one of unsaid.splice(0)) post(one);
    return;
  }
  if (message.type === 'answer') {
    waiting.get(message.id)?.resolve(message.value);
    waiting.delete(message.id);
    return;
  }
  if (message.type === 'no-answer') {
    waiting.get(message.id)?.reject(new TypeError('Failed to fetch'));
    waiting.delete(message.id);
    return;
  }
  for (const listener of listeners) listener(message);
});
