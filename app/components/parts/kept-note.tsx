import { Button, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import type { Draft } from '~/components/frame/use-draft';

/** Says of a small form that what stands in it was typed before, with the way to be rid of it. */
export function KeptNote({ draft }: { draft: Pick<Draft<never>, 'restored' | 'discard'> }) {
  const { s } = usePanel();
  if (!draft.restored) return null;
  return (
    <Text as="p" tone="subdued">
      {s.settings.keptHere}{' '}
      <Button variant="plain" onClick={draft.discard}>
        {s.common.discard}
      </Button>
    </Text>
  );
}
