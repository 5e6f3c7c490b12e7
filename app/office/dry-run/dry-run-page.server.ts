import { dayNumber, localDay } from '~/base/lib/days';
import { unsealText } from '~/base/lib/sealed.server';
import type { DryRunExample, DryRunTally, DryRunTiming } from '~/base/vocabulary/dry-run';
import type { ActiveKind, KindMode } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type DryRunRow, readDryRun } from '~/office/dry-run/dry-run-row.server';
import { knowledgeDays } from '~/office/dry-run/knowledge-days';
import { type MailPreview, nowhere, renderPreview } from '~/office/pages/queue/preview.server';
import { stepOfKey } from '~/outreach/kinds/message-key';
import { loadMailParts } from '~/outreach/templates/load-mail-parts.server';
import type { MailInput } from '~/outreach/templates/mail-input';

export interface DryRunPage {
  readonly now: Date;
  readonly kind: ActiveKind;
  readonly mode: KindMode;
  readonly run: DryRunView | null;
}

export interface DryRunView {
  readonly state: 'running' | 'finished' | 'cancelled' | 'failed';
  /** 0 … 1 */
  readonly progress: number;
  /** By what has been done so far; null while that is too little to say, and once it has ended. */
  readonly secondsLeft: number | null;
  /** The first part of the work: what the shop knew, moment by moment. */
  readonly isLearning: boolean;
  /** It was done already: a worker that was stopped on the way took it along. */
  readonly isLearningAgain: boolean;
  readonly done: number;
  readonly looked: number;
  readonly customers: number;
  readonly oneIn: number;
  /** Of those looked at, who had too many orders to be lived through. */
  readonly leftOut: number;
  readonly fromOn: string;
  readonly untilAt: Date;
  readonly startedBy: string;
  /** Each month from the first to the last, with the mails that it would have had in the whole shop. */
  readonly months: readonly { readonly month: string; readonly mails: number }[];
  readonly mails: number;
  readonly written: number;
  readonly mostForOne: number;
  readonly items: readonly { readonly title: string; readonly count: number }[];
  readonly refused: readonly { readonly because: Reason['code']; readonly count: number }[];
  readonly timing: Readonly<Record<DryRunTiming, number>>;
  readonly ahead: DryRunTally['ahead'];
  readonly examples: readonly DryRunExampleView[];
}

export interface DryRunExampleView {
  readonly place: number;
  readonly customerId: string;
  readonly name: string;
  readonly timeZone: string | null;
  readonly at: Date;
  readonly reason: Reason;
  readonly why: readonly Reason[];
}

export async function loadDryRunPage(shopId: ShopId, kind: ActiveKind, now: Date): Promise<DryRunPage> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{ mode: KindMode }>(
      'SELECT mode FROM shop_kind WHERE shop_id = $1 AND kind = $2',
      kind,
    );
    const run = await readDryRun(sql, kind);
    return { now, kind, mode: row?.mode ?? 'off', run: run && (await viewOf(sql, run, now)) };
  });
}

const SHOWN_ITEMS = 5;
const SHOWN_REASONS = 8;
/** A life is planned some dozens of times, which takes as long as reading so many customers for one moment. */
const READ_IN_A_LIFE = 60;
const LEAST_FOR_A_GUESS = 0.05;

async function viewOf(sql: ShopSql, run: DryRunRow, now: Date): Promise<DryRunView> {
  const { tally, oneIn } = run;
  const looked = Math.ceil(run.customers / oneIn);
  const livedShare = looked === 0 ? 1 : Math.min(1, run.done / looked);
  const { timeZone } = await loadShop(sql);
  const moments = knowledgeDays(dayNumber(run.fromOn), localDay(run.untilAt, knownTimeZone(timeZone)));
  const learntShare = Math.min(1, run.learnt / moments.length);
  const isLearning = learntShare < 1;
  const months = monthsOf(run);
  const state = stateOf(run);
  const learning = learningShare({ customers: run.customers, looked, moments: moments.length });
  const progress = run.finishedAt
    ? 1
    : learning * learntShare + (1 - learning) * (run.done > 0 ? livedShare : 0);
  const elapsedSeconds = (now.getTime() - run.startedAt.getTime()) / 1000;
  return {
    state,
    progress,
    secondsLeft:
      state === 'running' && progress >= LEAST_FOR_A_GUESS
        ? Math.round((elapsedSeconds / progress) * (1 - progress))
        : null,
    isLearning,
    isLearningAgain: isLearning && (run.done > 0 || run.tries > 1),
    done: run.done,
    looked,
    customers: run.customers,
    oneIn,
    leftOut: tally.leftOut ?? 0,
    fromOn: run.fromOn,
    untilAt: run.untilAt,
    startedBy: run.startedBy,
    months,
    mails: months.reduce((sum, { mails }) => sum + mails, 0),
    written: tally.written * oneIn,
    mostForOne: tally.mostForOne,
    items: most(tally.items, SHOWN_ITEMS).map(([title, count]) => ({ title, count: count * oneIn })),
    refused: most(tally.refused, SHOWN_REASONS).map(([code, count]) => ({
      because: code as Reason['code'],
      count: count * oneIn,
    })),
    timing: tally.timing,
    ahead: { mails: tally.ahead.mails * oneIn, customers: tally.ahead.customers * oneIn },
    examples: await examplesOf(sql, tally.examples),
  };
}

/** Of all the work: for each moment everybody is read, and a sample is lived through once. */
function learningShare(work: { customers: number; looked: number; moments: number }): number {
  const read = work.customers * work.moments;
  return read === 0 ? 0 : read / (read + work.looked * READ_IN_A_LIFE);
}

function stateOf({ finishedAt, cancelledAt, failedAt }: DryRunRow): DryRunView['state'] {
  return finishedAt ? 'finished' : cancelledAt ? 'cancelled' : failedAt ? 'failed' : 'running';
}

function most(counts: Readonly<Record<string, number>>, shown: number): [string, number][] {
  return Object.entries(counts)
    .sort((a, b) => b[1] - a[1])
    .slice(0, shown);
}

/** Months without a mail are months too. */
function monthsOf({ fromOn, untilAt, tally, oneIn }: DryRunRow): { month: string; mails: number }[] {
  const months: { month: string; mails: number }[] = [];
  const last = untilAt.toISOString().slice(0, 7);
  for (let month = fromOn.slice(0, 7); month <= last && months.length < 14; month = monthAfter(month)) {
    months.push({ month, mails: (tally.months[month] ?? 0) * oneIn });
  }
  return months;
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

interface PersonRow {
  id: bigint;
  first: Buffer | null;
  last: Buffer | null;
  timeZone: string | null;
  locale: string | null;
}

/** Who is gone in the meantime is no example any more. */
async function loadPeople(sql: ShopSql, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows = await sql.rows<PersonRow>(
    `SELECT id, first_name_sealed AS first, last_name_sealed AS last, time_zone AS "timeZone", locale FROM customer
     WHERE shop_id = $1 AND id = ANY($2::bigint[]) AND deleted_at IS NULL AND redacted_at IS NULL`,
    ids,
  );
  return new Map(rows.map((row) => [String(row.id), row]));
}

async function examplesOf(sql: ShopSql, examples: readonly DryRunExample[]): Promise<DryRunExampleView[]> {
  const people = await loadPeople(
    sql,
    examples.map(({ customerId }) => customerId),
  );
  const views = examples.flatMap(({ customerId, at, reason, why }, place) => {
    const person = people.get(customerId);
    if (!person) return [];
    const name = [nameOf(sql, person, 'first'), nameOf(sql, person, 'last')].filter(Boolean).join(' ');
    return [{ place, customerId, name, timeZone: person.timeZone, at: new Date(at), reason, why }];
  });
  return views.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function nameOf(sql: ShopSql, person: PersonRow, part: 'first' | 'last'): string | null {
  return unsealText(person[part], { shopId: sql.shopId, column: `customer.${part}_name_sealed` });
}

/** The mail of one example, in the words that serve today. Null: there is no such example. */
export async function previewExample(
  shopId: ShopId,
  kind: ActiveKind,
  place: number,
): Promise<MailPreview | null> {
  const input = await sqlInShop(shopId, async (sql) => {
    const example = (await readDryRun(sql, kind))?.tally.examples[place];
    return example ? exampleInput(sql, kind, example) : null;
  });
  return input && renderPreview(input);
}

async function exampleInput(
  sql: ShopSql,
  kind: ActiveKind,
  example: DryRunExample,
): Promise<MailInput | null> {
  const person = (await loadPeople(sql, [example.customerId])).get(example.customerId);
  if (!person) return null;
  const shop = await loadShop(sql);
  const id = (text: string | null) => (text === null ? null : BigInt(text));
  const message = {
    id: 1n,
    kind,
    step: stepOfKey(example.key),
    reason: example.reason,
    needId: id(example.needId),
    orderId: id(example.orderId),
    orderLineId: id(example.orderLineId),
  };
  const parts = await loadMailParts(sql, {
    messages: [message],
    customerLocale: person.locale,
    shopLocale: shop.locale,
  });
  const customer = { firstName: nameOf(sql, person, 'first'), timeZone: person.timeZone ?? shop.timeZone };
  return { ...parts, shop, customer, at: new Date(example.at), links: nowhere };
}
