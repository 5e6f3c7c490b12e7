/**
 * The life of a message.
 *
 *            ┌──────────► awaiting_approval ──────┐ approve
 *            │                  │                 ▼
 *   (plan) ──┼──────────────► planned ◄────────► held          held: something in the way, its place is kept
 *            │                  │  ▲               │
 *            │            claim │  │ last look     │
 *            │                  ▼  │ says not yet  │         (or awaiting_approval: something else was approved)
 *            │               sending ─────► sent             the mail server took it
 *            │                  │ ├───────► failed            refused for good, or out of tries
 *            │                  │ └───────► unconfirmed ────► sent | planned (only a person decides)
 *            │                  ▼
 *            └────────► skipped | expired | cancelled         with the reason why not
 *
 * skipped: a person, a gate or a rule said no. expired: its usefulness ended first. cancelled: the plan no longer wants it.
 * A message of the first row may go to any of the last; undo by a person leads back from skipped to planned.
 * "queued" is never stored: whether the queue holds a job says nothing about a message.
 */
export const messageStates = [
  'planned',
  'awaiting_approval',
  'held',
  'sending',
  'sent',
  'skipped',
  'expired',
  'cancelled',
  'failed',
  'unconfirmed',
] as const;

export type MessageState = (typeof messageStates)[number];

const arrows: Record<MessageState, readonly MessageState[]> = {
  planned: ['awaiting_approval', 'held', 'sending', 'skipped', 'expired', 'cancelled'],
  awaiting_approval: ['planned', 'held', 'skipped', 'expired', 'cancelled'],
  held: ['planned', 'awaiting_approval', 'skipped', 'expired', 'cancelled'],
  sending: [
    'sent',
    'planned',
    'awaiting_approval',
    'held',
    'skipped',
    'expired',
    'cancelled',
    'failed',
    'unconfirmed',
  ],
  sent: [],
  skipped: ['planned', 'awaiting_approval', 'held', 'cancelled'],
  expired: [],
  cancelled: ['planned', 'awaiting_approval', 'held', 'skipped'],
  failed: ['planned'],
  unconfirmed: ['sent', 'planned', 'skipped'],
};

export function canBecome(from: MessageState, to: MessageState): boolean {
  return arrows[from].includes(to);
}

/**
 * What a person is told of a message's state: a planned one that waits until the shop's orders are up to date goes by
 * itself, and is held all the same, as in the lists and their counts (`message-state-sql.ts`).
 */
export function shownState({
  state,
  hold,
}: {
  readonly state: MessageState;
  readonly hold: string | null;
}): MessageState {
  return state === 'planned' && hold !== null ? 'held' : state;
}

/** States in which a re-plan may still change the message. */
export const openStates = ['planned', 'awaiting_approval', 'held'] as const satisfies readonly MessageState[];

/** States in which a customer has been, or may have been, written to. A key in one of them is never planned again. */
export const spentStates = [
  'sending',
  'sent',
  'failed',
  'unconfirmed',
] as const satisfies readonly MessageState[];
