import { isoDay, localDay } from '~/base/lib/days';
import type { DryRunExample, DryRunTally, DryRunTiming } from '~/base/vocabulary/dry-run';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';
import type { LivedMessage } from '~/office/dry-run/live-through';
import { spreadHash } from '~/outreach/outbox/quiet-hours';

const MOST_EXAMPLES = 10;
/** Titles beyond these are so rare that a list of the most frequent would not show them. */
const MOST_ITEMS = 300;

export interface Lived {
  readonly customerId: bigint;
  readonly timeZone: string;
  readonly messages: readonly LivedMessage[];
  /** All that is known today: what was really bought. */
  readonly insight: CustomerInsight;
}

/** Adds one customer's year to what was counted. Pure. */
export function tallyLife(tally: DryRunTally, lived: Lived): DryRunTally {
  const sent = lived.messages.filter(({ sentAt }) => sentAt !== null);
  const leads = leadsOf(sent);
  return {
    ...tally,
    written: tally.written + (sent.length > 0 ? 1 : 0),
    mostForOne: Math.max(tally.mostForOne, leads.length),
    months: countUp(
      tally.months,
      leads.map(({ sentAt, dueAt }) => isoDay(localDay(sentAt ?? dueAt, lived.timeZone)).slice(0, 7)),
    ),
    items: mostFrequent(
      countUp(
        tally.items,
        sent.flatMap(({ reason }) => ('item' in reason ? [reason.item] : [])),
      ),
    ),
    refused: countUp(tally.refused, lived.messages.flatMap(refusalOf)),
    timing: lived.messages.reduce((timing, message) => countTiming(timing, message, lived), tally.timing),
    examples: leads.reduce(
      (examples, message) => keepSome(examples, message, lived.customerId),
      tally.examples,
    ),
  };
}

/** One message of each mail: the surest of this kind. */
function leadsOf(sent: readonly LivedMessage[]): LivedMessage[] {
  const byMail = new Map<string, LivedMessage>();
  for (const message of sent) {
    const mail = `${message.leadKey ?? message.key}|${message.sentAt?.getTime()}`;
    const known = byMail.get(mail);
    if (!known || message.rank > known.rank) byMail.set(mail, message);
  }
  return [...byMail.values()];
}

function countUp(counts: Readonly<Record<string, number>>, names: readonly string[]): Record<string, number> {
  // Titles come from the store: one that is called "__proto__" must be a name like any other.
  const next = new Map(Object.entries(counts));
  for (const name of names) next.set(name, (next.get(name) ?? 0) + 1);
  return Object.fromEntries(next);
}

function mostFrequent(counts: Record<string, number>): Record<string, number> {
  const entries = Object.entries(counts);
  if (entries.length <= MOST_ITEMS) return counts;
  return Object.fromEntries(entries.sort((a, b) => b[1] - a[1]).slice(0, MOST_ITEMS));
}

/** A second reminder that a purchase made needless was never one that did not go. */
function refusalOf({ state, why, step }: LivedMessage): string[] {
  if (step > 1) return [];
  const last = why?.at(-1);
  return last && (state === 'skipped' || state === 'cancelled' || state === 'expired') ? [last.code] : [];
}

/** How the day of a first reminder lay beside the next purchase of that need. */
function countTiming(
  timing: DryRunTally['timing'],
  message: LivedMessage,
  lived: Lived,
): DryRunTally['timing'] {
  if (message.kind !== 'running-low' || message.step !== 1) return timing;
  const found = timingOf(message, lived);
  return found ? { ...timing, [found]: timing[found] + 1 } : timing;
}

function timingOf(message: LivedMessage, { insight, timeZone }: Lived): DryRunTiming | null {
  if (!message.sentAt) return message.why?.at(-1)?.code === 'bought-again' ? 'before' : null;
  const sentDay = localDay(message.sentAt, timeZone);
  const bought = insight.needs.find(({ need }) => need.id === message.needId)?.purchases ?? [];
  const next = bought.find(({ day }) => day >= sentDay);
  if (next === undefined) return 'open';
  const days = next.day - sentDay;
  return days <= 3 ? 'within3' : days <= 14 ? 'within14' : 'later';
}

/** The ten with the lowest hash of their keys: as good as drawn by lot, and the same in every run. */
function keepSome(
  examples: readonly DryRunExample[],
  message: LivedMessage,
  customerId: bigint,
): readonly DryRunExample[] {
  const text = (id: bigint | null) => (id === null ? null : String(id));
  const example: DryRunExample = {
    customerId: String(customerId),
    key: message.key,
    at: (message.sentAt ?? message.dueAt).toISOString(),
    needId: text(message.needId),
    orderId: text(message.orderId),
    orderLineId: text(message.orderLineId),
    reason: message.reason,
    why: message.why ?? [],
  };
  return [...examples, example].sort((a, b) => spreadHash(a.key) - spreadHash(b.key)).slice(0, MOST_EXAMPLES);
}
