import { useRevalidator } from '@remix-run/react';
import { Banner } from '@shopify/polaris';
import { useEffect, useSyncExternalStore } from 'react';
import { usePanel } from '~/components/frame/panel-context';

/** Why what is shown is not of now, and since when. */
interface Stale {
  readonly why: 'session' | 'failed';
  readonly since: number;
}

let stale: Stale | null = null;
const listeners = new Set<() => void>();

/** Says that what is shown could not be asked for anew; null: it was. */
export function tellStale(why: Stale['why'] | null): void {
  if (why === (stale?.why ?? null)) return;
  stale = why && { why, since: stale?.since ?? Date.now() };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const ASK_AGAIN_MS = 15_000;

/** Says above every page that it is not of now and what to do, and asks for it again and again. */
export function StaleBanner() {
  const { s, write } = usePanel();
  const { revalidate, state } = useRevalidator();
  const now = useSyncExternalStore(
    subscribe,
    () => stale,
    () => null,
  );
  useEffect(() => {
    if (!now) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [now, revalidate]);
  if (!now) return null;
  const words = s.lists.stale[now.why];
  return (
    <div className="carafe-above" data-stays="">
      <Banner
        tone="warning"
        title={words.title}
        action={{ content: s.errors.reload, onAction: revalidate, loading: state !== 'idle' }}
      >
        {words.about(write.time(new Date(now.since)))}
      </Banner>
    </div>
  );
}
