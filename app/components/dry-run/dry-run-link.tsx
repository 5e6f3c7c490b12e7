import { Button } from '@shopify/polaris';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';

/** In the page's address: who came from the set-up is led back there. */
export const FROM_SET_UP = 'set-up';

/** To what a kind would have sent in the past. */
export function DryRunLink({ kind, fromSetUp }: { kind: ActiveKind; fromSetUp?: true }) {
  const { s } = usePanel();
  return (
    <Button
      variant="plain"
      url={`/app/dry-run/${kind}${fromSetUp ? `?${FROM_SET_UP}` : ''}`}
      accessibilityLabel={s.dryRun.openLabel(s.kinds[kind])}
    >
      {s.dryRun.open}
    </Button>
  );
}
