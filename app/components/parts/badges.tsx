import { Badge, type BadgeProps } from '@shopify/polaris';
import type { ConsentState, ReorderStatus } from '~/base/vocabulary/customers';
import type { MessageState } from '~/base/vocabulary/message-states';
import { usePanel } from '~/components/frame/panel-context';

const statusTone: Record<ReorderStatus, BadgeProps['tone']> = {
  learning: undefined,
  on_time: 'success',
  due: 'info',
  late: 'attention',
  lapsed: 'warning',
};

export function StatusBadge({ status, hasDied }: { status: ReorderStatus; hasDied: boolean }) {
  const { s } = usePanel();
  if (hasDied) return <Badge>{s.notes.situations.died}</Badge>;
  return <Badge tone={statusTone[status]}>{s.statuses[status]}</Badge>;
}

const stateTone: Record<MessageState, BadgeProps['tone']> = {
  planned: 'info',
  awaiting_approval: 'attention',
  held: 'warning',
  sending: 'info',
  sent: 'success',
  skipped: undefined,
  expired: undefined,
  cancelled: undefined,
  failed: 'critical',
  unconfirmed: 'critical',
};

export function MessageStateBadge({ state }: { state: MessageState }) {
  const { s } = usePanel();
  return <Badge tone={stateTone[state]}>{s.states[state]}</Badge>;
}

const consentTone: Record<ConsentState, BadgeProps['tone']> = {
  SUBSCRIBED: 'success',
  NOT_SUBSCRIBED: undefined,
  UNSUBSCRIBED: 'warning',
  PENDING: 'attention',
  REDACTED: undefined,
  INVALID: 'critical',
  UNKNOWN: undefined,
};

export function ConsentBadge({ state }: { state: ConsentState }) {
  const { s } = usePanel();
  return <Badge tone={consentTone[state]}>{s.consents[state]}</Badge>;
}
