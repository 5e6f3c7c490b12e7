import { useRevalidator } from '@remix-run/react';
import { Banner } from '@shopify/polaris';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { usePanel } from '~/components/frame/panel-context';

/** Whether our server was reached when it was last asked; one answer for all that ask. */
let reached = true;
const listeners = new Set<() => void>();

const ANSWER_MS = 6_000;

function tell(now: boolean): boolean {
  if (now !== reached) {
    reached = now;
    for (const listener of listeners) listener();
  }
  return now;
}

/**
 * Asks our server for a sign of life. A page asks before it loads its rows again: a load that fails would put an error
 * page in the place of what somebody is reading.
 */
export async function canReach(): Promise<boolean> {
  if (!navigator.onLine) return tell(false);
  // The admin's own part of a request, its token, has no time limit: without a connection it may never come.
  const silence = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ANSWER_MS));
  const life = fetch('/healthz', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  const answered = await Promise.race([life, silence]);
  // The connection may have gone since: no later event would tell that this answer is old.
  return tell(answered && navigator.onLine);
}

/**
 * Whether whoever asks is to load the page anew: the server answers. Where it did not until now, the banner that said so
 * loads it, once for all that ask.
 */
export async function canLoadAnew(): Promise<boolean> {
  const wasReached = reached;
  return (await canReach()) && wasReached;
}

/** A fetch that never got an answer throws a TypeError, whatever the browser's words for it. */
export function isOffline(error: unknown): boolean {
  const unplugged = typeof navigator !== 'undefined' && navigator.onLine === false;
  return unplugged || (error instanceof TypeError && /fetch|network|load failed/i.test(error.message));
}

function subscribe(listener: () => void): () => void {
  const ask = () => void canReach();
  listeners.add(listener);
  window.addEventListener('online', ask);
  window.addEventListener('offline', ask);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', ask);
    window.removeEventListener('offline', ask);
  };
}

const ASK_AGAIN_MS = 3_000;

/** For a page that a failed load has ended: loads it anew as soon as the server answers. */
export function useComeBack(ended: boolean): void {
  const { revalidate, state } = useRevalidator();
  const waits = ended && state === 'idle';
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(async () => {
      if (await canLoadAnew()) revalidate();
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits, revalidate]);
}

/** While the connection is lost: asks for it again and again, and loads the page anew when it is back, whoever finds it. */
function useReconnect(lost: boolean): void {
  const { revalidate } = useRevalidator();
  const wasLost = useRef(false);
  useEffect(() => {
    if (wasLost.current && !lost) revalidate();
    wasLost.current = lost;
    if (!lost) return;
    const timer = setInterval(() => void canReach(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [lost, revalidate]);
}

/** Says above every page that the connection is gone, since when, and loads the page anew when it is back. */
export function OfflineBanner() {
  const { s, write } = usePanel();
  const online = useSyncExternalStore(
    subscribe,
    () => reached,
    () => true,
  );
  const [since, setSince] = useState<number | null>(null);
  useReconnect(!online);
  useEffect(() => setSince(online ? null : Date.now()), [online]);
  if (online || since === null) return null;
  return (
    <div className="carafe-above" data-stays="">
      <Banner tone="warning" title={s.lists.offline.title}>
        {s.lists.offline.about(write.time(new Date(since)))}
      </Banner>
    </div>
  );
}
