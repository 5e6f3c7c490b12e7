import { Badge } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import type { UsageVerdict } from '~/insight/learning/customers/customer-insight';

/** Is it used up, so that Carafe reminds of it? */
export function UsageBadge({ usage }: { usage: UsageVerdict }) {
  const { s } = usePanel();
  if (usage.usedUp) return <Badge tone="success">{s.products.usedUp}</Badge>;
  if (usage.because === 'too-few-customers') return <Badge>{s.products.notKnown}</Badge>;
  return <Badge tone="info">{s.products.notUsedUp}</Badge>;
}
