import { isKind, type Kind } from '~/base/vocabulary/kinds';
import type { MessageState } from '~/base/vocabulary/message-states';
import type { ReasonCode } from '~/base/vocabulary/reasons';

/** The lists of the queue. `sent` is of mails; `past` is what will not be sent any more, with the reason why not. */
export const queueViews = ['waiting', 'upcoming', 'held', 'unconfirmed', 'sent', 'past'] as const;
export type QueueView = (typeof queueViews)[number];

/** The same messages one by one, or how many on which day. */
export const queueModes = ['list', 'calendar'] as const;
export type QueueMode = (typeof queueModes)[number];

/** So far ahead the calendar leads: two years, in pages of five weeks. */
export const MOST_LATER = 20;

export const statesOf: Record<QueueView, readonly MessageState[]> = {
  waiting: ['awaiting_approval'],
  upcoming: ['planned'],
  held: ['held'],
  unconfirmed: ['unconfirmed', 'failed'],
  sent: ['sent'],
  past: ['skipped', 'expired', 'cancelled'],
};

/** What can hold a message, in the order in which the filter names it. */
export const holds = [
  'held-complaint',
  'held-after-complaint',
  'held-late-order',
  'held-pending-refund',
  'held-promise',
  'held-reply',
  'held-situation',
  'held-flood',
  'held-paused',
  'held-country',
  'held-not-reconciled',
  'held-sender',
  'held-not-set-up',
  'held-restored',
] as const satisfies readonly ReasonCode[];
export type Hold = (typeof holds)[number];

/** How a message ended that was not sent; `expired` is what lapsed. */
export const endings = ['expired', 'skipped', 'cancelled'] as const satisfies readonly MessageState[];
export type Ending = (typeof endings)[number];

/** Why a message was not sent, in the order in which the filter names it. */
export const whyNots = [
  'bought-again',
  'bought-instead',
  'on-subscription',
  'supply-travelling',
  'not-available',
  'unlikely',
  'cycle-too-short',
  'too-late',
  'no-room',
  'expired',
  'no-consent',
  'preference-off',
  'never-by-staff',
  'snoozed',
  'suppressed',
  'no-address',
  'never-write',
  'refunded',
  'returned',
  'cancelled-order',
  'order-on-hold',
  'high-risk-order',
  'price-below',
  'skipped-by-person',
  'holdout',
  'plan-changed',
  'kind-off',
  'customer-gone',
  'shop-gone',
] as const satisfies readonly ReasonCode[];
export type WhyNot = (typeof whyNots)[number];

/** The words of another reason, or of one that is no longer known, are the caller's. */
export function isWhyNot(code: string): code is WhyNot {
  return (whyNots as readonly string[]).includes(code);
}

export interface QueueQuery {
  readonly view: QueueView;
  readonly mode: QueueMode;
  /** How many calendar pages lie before this one; 0 begins today. */
  readonly later: number;
  readonly kind: Kind | null;
  readonly needId: string | null;
  /** Of what is held, what holds it. */
  readonly hold: Hold | null;
  /** Of what was not sent, how it ended. */
  readonly ending: Ending | null;
  /** Of what was not sent, why not. */
  readonly whyNot: WhyNot | null;
  readonly after: string | null;
  readonly before: string | null;
}

/** Lists that look back are read from their newest end. */
export function looksBack(view: QueueView): boolean {
  return view === 'unconfirmed' || view === 'sent' || view === 'past';
}

/** Lists that a person decides about, one by one or many at once. */
export function isDecided(view: QueueView): boolean {
  return view === 'waiting' || view === 'upcoming' || view === 'held';
}

/** Lists that can be narrowed to one product. */
export function hasProducts(view: QueueView): boolean {
  return view !== 'sent' && view !== 'past';
}

export function parseQueueQuery(parameters: URLSearchParams): QueueQuery {
  const kind = parameters.get('kind') ?? '';
  const given = (name: string) => parameters.get(name);
  const view = queueViews.find((known) => known === given('view')) ?? 'upcoming';
  const need = given('need') ?? '';
  return {
    view,
    mode: queueModes.find((known) => known === given('mode')) ?? 'list',
    later: Math.min(MOST_LATER, Number(/^\d{1,2}$/.exec(given('later') ?? '')?.[0] ?? 0)),
    kind: isKind(kind) ? kind : null,
    // What was sent or left out is not indexed by product: its reasons stand on the page of each customer.
    needId: hasProducts(view) && /^\d{1,18}$/.test(need) ? need : null,
    hold: (view === 'held' && holds.find((known) => known === given('hold'))) || null,
    ending: (view === 'past' && endings.find((known) => known === given('ending'))) || null,
    whyNot: (view === 'past' && whyNots.find((known) => known === given('why'))) || null,
    after: given('after'),
    before: given('before'),
  };
}

/**
 * Does this name a list and its filters, and nothing else? What an address has too much or wrong is passed over when a
 * list is shown; a decision about all that match must not be about more than the person saw.
 *
 * @example isQueueFilter(new URLSearchParams('view=upcoming&kind=thankyou')) // false
 */
export function isQueueFilter(parameters: URLSearchParams): boolean {
  const { view, mode, kind, needId, hold, ending, whyNot } = parseQueueQuery(parameters);
  const understood: Readonly<Record<string, string | null>> = {
    view,
    mode,
    kind,
    need: needId,
    hold,
    ending,
    why: whyNot,
  };
  const names = [...parameters.keys()];
  return (
    names.includes('view') &&
    new Set(names).size === names.length &&
    names.every((name) => understood[name] === parameters.get(name))
  );
}

/** The address of a query; a place in the list is kept only where it is named anew. */
export function queueAddress(query: Partial<QueueQuery>): string {
  const parameters = new URLSearchParams();
  const named = {
    view: query.view,
    mode: query.mode === 'calendar' ? query.mode : null,
    later: query.mode === 'calendar' && query.later ? String(query.later) : null,
    kind: query.kind,
    need: query.needId,
    hold: query.hold,
    ending: query.ending,
    why: query.whyNot,
    after: query.after,
  };
  for (const [name, value] of Object.entries(named)) if (value) parameters.set(name, value);
  return `/app/queue?${parameters}`;
}
