import { BlockStack, Button } from '@shopify/polaris';
import { useState } from 'react';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';
import { NeedsFull } from '~/components/parts/needs-full';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { PauseModal } from '~/components/pauses/pause-modal';
import { usePause } from '~/components/pauses/use-pause';

export interface PauseControlProps {
  readonly paused: boolean;
  /** Null: everything. */
  readonly kind?: ActiveKind | null;
}

/** The switch that stops all mail, or one kind, and the one that lets it go on. */
export function PauseControl({ paused, kind = null }: PauseControlProps) {
  const { s, isFull } = usePanel();
  const { change, busy } = usePause();
  const [asking, setAsking] = useState(false);
  const place = useKeptFocus<HTMLDivElement>();
  if (paused) {
    return (
      <div ref={place}>
        <BlockStack gap="100" inlineAlign="start">
          <Button loading={busy} disabled={!isFull} onClick={() => change({ intent: 'resume', kind })}>
            {s.settings.pause.resume}
          </Button>
          <NeedsFull />
        </BlockStack>
      </div>
    );
  }
  return (
    <div ref={place}>
      <Button tone="critical" loading={busy} onClick={() => setAsking(true)}>
        {s.settings.pause.pause}
      </Button>
      {asking && (
        <PauseModal
          kind={kind}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            change({ intent: 'pause', kind });
          }}
        />
      )}
    </div>
  );
}
