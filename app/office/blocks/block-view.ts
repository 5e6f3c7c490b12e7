import type { PanelVoice } from '~/base/strings/panel-voice';
import type { ReorderStatus } from '~/base/vocabulary/customers';
import { type MessageState, shownState } from '~/base/vocabulary/message-states';
import type { BlockBadge, BlockMessage, BlockTone, BlockView } from '~/office/blocks/answers';
import type { MessageView } from '~/office/pages/queue/message-view.server';

export function unknownView(sentence: string): BlockView {
  return { badge: null, sentences: [sentence], messages: [], path: null };
}

const statusTone: Record<ReorderStatus, BlockTone> = {
  learning: 'neutral',
  on_time: 'success',
  due: 'info',
  late: 'caution',
  lapsed: 'warning',
};

export function statusBadge(status: ReorderStatus, { s }: PanelVoice): BlockBadge {
  return { words: s.statuses[status], tone: statusTone[status] };
}

const stateTone: Record<MessageState, BlockTone> = {
  planned: 'info',
  awaiting_approval: 'caution',
  held: 'warning',
  sending: 'info',
  sent: 'success',
  skipped: 'neutral',
  expired: 'neutral',
  cancelled: 'neutral',
  failed: 'critical',
  unconfirmed: 'critical',
};

export function blockMessage(message: MessageView, voice: PanelVoice, now: Date): BlockMessage {
  const { s, when, reason } = voice;
  const { state } = message;
  const shown = shownState(message);
  return {
    id: message.id,
    kind: s.kinds[message.kind],
    state: { words: s.states[shown], tone: stateTone[shown] },
    when: when(message.sentAt ?? message.dueAt, message.customerTimeZone),
    why: reason(message.why.at(-1) ?? message.reason),
    canSkip: state === 'planned' || state === 'awaiting_approval' || state === 'held',
    canUndo: message.undo !== null && now < message.undo.until,
  };
}
