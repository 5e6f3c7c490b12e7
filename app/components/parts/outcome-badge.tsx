import { Badge } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import type { SentOutcome } from '~/office/pages/home/sent.server';

/** What came of a mail: an order through its link and one merely after it are told apart. */
export function OutcomeBadge({ outcome }: { outcome: SentOutcome }) {
  const { s, write } = usePanel();
  const words = s.home.outcome;
  const { names } = s.reports.answers;
  switch (outcome.what) {
    case 'ordered':
      return (
        <Badge tone={outcome.via === 'link' ? 'success' : 'info'}>
          {words[outcome.via](outcome.orderName, write.money(outcome.amountMinor))}
        </Badge>
      );
    case 'complained':
      return <Badge tone="critical">{words.complained(names[outcome.answer])}</Badge>;
    case 'answered':
      return <Badge tone="info">{words.answered(names[outcome.answer])}</Badge>;
    case 'spam':
      return <Badge tone="critical">{words.spam}</Badge>;
    case 'bounced':
      return <Badge tone="critical">{words.bounced}</Badge>;
    case 'unsubscribed':
      return <Badge tone="warning">{words.unsubscribed}</Badge>;
    case 'replied':
      return <Badge tone="info">{words.replied}</Badge>;
    case 'clicked':
      return <Badge tone="info">{words.clicked}</Badge>;
    case 'nothing':
      return <Badge>{words.nothing}</Badge>;
  }
}
