import { Link } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { EmptyNote } from '~/components/parts/empty-note';
import { TitledCard } from '~/components/parts/titled-card';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { FloodNotice } from '~/components/queue/flood-notice';
import { MessageRows } from '~/components/queue/message-rows';
import { useDecide } from '~/components/queue/use-decide';
import type { HomePage } from '~/office/pages/home/home.server';

interface WaitingCardProps extends Pick<HomePage, 'waiting' | 'floods'> {
  readonly now: Date;
}

/** The messages that need a person's word before they leave: whole batches first, then one by one. */
export function WaitingCard({ waiting, floods, now }: WaitingCardProps) {
  const { s, write } = usePanel();
  const { decide, busyIds } = useDecide();
  const list = useKeptFocus<HTMLDivElement>();
  const count = waiting.capped ? s.common.capped(waiting.count) : write.number(waiting.count);
  const all = waiting.count > waiting.first.length && (
    <Link url="/app/queue?view=waiting" removeUnderline>
      {s.home.waiting.all(count)}
    </Link>
  );
  return (
    <div ref={list}>
      <TitledCard title={s.home.waiting.title} beside={all}>
        {floods.map((flood) => (
          <FloodNotice key={flood.kind} flood={flood} look />
        ))}
        {waiting.count === 0 && floods.length === 0 && (
          <EmptyNote said={s.home.waiting.empty} about={s.home.waiting.emptyAbout} />
        )}
        {waiting.count > 0 && (
          <MessageRows messages={waiting.first} now={now} busyIds={busyIds} onDecide={decide} showCustomer />
        )}
      </TitledCard>
    </div>
  );
}
