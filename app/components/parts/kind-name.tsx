import type { Kind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';

/** The name of a kind with its colour, the same wherever it stands. */
export function KindName({ kind }: { kind: Kind }) {
  const { s } = usePanel();
  return (
    <span className="carafe-kind" data-kind={kind}>
      {s.kinds[kind]}
    </span>
  );
}
