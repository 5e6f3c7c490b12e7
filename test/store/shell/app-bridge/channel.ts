import type { Envelope, FromApp, ToApp } from '../messages';

const script = document.currentScript as HTMLScriptElement | null;
/** The store that served this script is the admin that frames us. */
export const adminOrigin = new URL(script?.src ?? location.href).origin;
export const apiKeyOfScript = script?.dataset.apiKey ?? null;
export const isFramed = window.parent !== window;

type Waiting = (value: unknown) => void;
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

/** Asks the admin and waits for its answer; outside the admin nobody answers. */
export function askAdmin(what: 'token' | 'user' | 'leave'): Promise<unknown> {
  const id = nextId();
  return new Promise((resolve) => {
    waiting.set(id, resolve);
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
    waiting.get(message.id)?.(message.value);
    waiting.delete(message.id);
    return;
  }
  for (const listener of listeners) listener(message);
});
