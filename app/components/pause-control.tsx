import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Button } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { usePanel } from '~/components/panel-context';
import { PauseModal } from '~/components/pause-modal';
import type { action } from '~/routes/app.pause';

/** The switch that stops all mail, and the one that lets it go on. */
export function PauseControl({ paused }: { paused: boolean }) {
  const { s } = usePanel();
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [asking, setAsking] = useState(false);
  const said = useRef<unknown>(null);
  useEffect(() => {
    if (!fetcher.data || said.current === fetcher.data) return;
    said.current = fetcher.data;
    shopify.toast.show(fetcher.data.paused ? s.pause.done : s.pause.resumed);
  }, [fetcher.data, shopify, s]);
  const send = (intent: 'pause' | 'resume') => {
    setAsking(false);
    fetcher.submit({ intent }, { method: 'post', action: '/app/pause' });
  };
  const busy = fetcher.state !== 'idle';
  if (paused) {
    return (
      <Button loading={busy} onClick={() => send('resume')}>
        {s.settings.pause.resume}
      </Button>
    );
  }
  return (
    <>
      <Button tone="critical" loading={busy} onClick={() => setAsking(true)}>
        {s.settings.pause.pause}
      </Button>
      {asking && <PauseModal onClose={() => setAsking(false)} onConfirm={() => send('pause')} />}
    </>
  );
}
