import { Button } from '@shopify/polaris';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';

/** To what a kind would have sent in the past. */
export function DryRunLink({ kind }: { kind: ActiveKind }) {
  const { s } = usePanel();
  return (
    <Button
      variant="plain"
      url={`/app/dry-run/${kind}`}
      accessibilityLabel={s.dryRun.openLabel(s.kinds[kind])}
    >
      {s.dryRun.open}
    </Button>
  );
}
