import { useRevalidator } from '@remix-run/react';
import { Banner, Box } from '@shopify/polaris';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { usePanel } from '~/components/panel-context';

/** Whether our server was reached when it was last asked; one answer for all that ask. */
let reached = true;
const listeners = new Set<() => void>();

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
  try {
    return tell((await fetch('/healthz', { method: 'HEAD', cache: 'no-store' })).ok);
  } catch {
    return tell(false);
  }
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

/** Says above every page that the connection is gone, since when, and loads the page anew when it is back. */
export function OfflineBanner() {
  const { s, write } = usePanel();
  const { revalidate } = useRevalidator();
  const online = useSyncExternalStore(
    subscribe,
    () => reached,
    () => true,
  );
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    if (online) return;
    setSince(Date.now());
    const timer = setInterval(async () => {
      if (await canReach()) revalidate();
    }, ASK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      setSince(null);
    };
  }, [online, revalidate]);
  if (online || since === null) return null;
  return (
    <Box padding="400" paddingBlockEnd="0">
      <Banner tone="warning" title={s.lists.offline.title}>
        {s.lists.offline.about(write.time(new Date(since)))}
      </Banner>
    </Box>
  );
}
