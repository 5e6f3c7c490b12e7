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
 *            │                  │ └───────► unconfirmed ────► sent | failed | planned
 *            │                  ▼
 *            └────────► skipped | expired | cancelled         with the reason why not
 *
 * skipped: a person, a gate or a rule said no. expired: its usefulness ended first. cancelled: the plan no longer wants it.
 * failed: refused for good, or out of tries. A message of the first row may go to any of the last; from sending the last
 * look leads to skipped and expired, never to cancelled. What was skipped or cancelled comes back when the plan wants it
 * again, or when a person takes the word back. A person's "send again" can be taken back until it has gone: then the
 * message is failed or unconfirmed once more, wherever the plan had put it. Of an unconfirmed message a person says that
 * it was sent, or is to be sent again; the server's answer, if its worker can save it at last, says sent or failed, unless
 * a person came first.
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

/** Where an open or skipped message that was to be sent again goes when a person takes that back. */
const notAgain = ['failed', 'unconfirmed'] as const satisfies readonly MessageState[];

const arrows: Record<MessageState, readonly MessageState[]> = {
  planned: ['awaiting_approval', 'held', 'sending', 'skipped', 'expired', 'cancelled', ...notAgain],
  awaiting_approval: ['planned', 'held', 'skipped', 'expired', 'cancelled', ...notAgain],
  held: ['planned', 'awaiting_approval', 'skipped', 'expired', 'cancelled', ...notAgain],
  sending: ['sent', 'planned', 'awaiting_approval', 'held', 'skipped', 'expired', 'failed', 'unconfirmed'],
  sent: [],
  skipped: ['planned', 'awaiting_approval', 'held', ...notAgain],
  expired: [],
  cancelled: ['planned', 'awaiting_approval', 'held', 'skipped'],
  failed: ['planned'],
  unconfirmed: ['sent', 'failed', 'planned'],
};

/** May a message's state change so? Not asked while the app runs: each write says which states it takes. The tests ask it of every change that is told. */
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

/** Is it in one of them? Asked of what comes from the database or a page, which is any text. */
export function isOpenState(state: string): boolean {
  return (openStates as readonly string[]).includes(state);
}

/** States in which a customer has been, or may have been, written to. A key in one of them is never planned again. */
export const spentStates = [
  'sending',
  'sent',
  'failed',
  'unconfirmed',
] as const satisfies readonly MessageState[];
