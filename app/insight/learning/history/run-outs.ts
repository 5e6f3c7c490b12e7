/** A time in which a variant could not be bought, in milliseconds; open while `until` is null. */
export interface StockOutRow {
  variant: string;
  from: number;
  until: number | null;
}

/** Who comes so soon after it is back has waited for it. */
const CAME_WHEN_BACK_DAYS = 14;
/** A day or two without stock moves nobody's habit. */
const SHORTEST_DAYS = 3;
/** What is bought or said so soon after a purchase belongs to it: nobody has used up what has hardly arrived. */
const JUST_BOUGHT_DAYS = 3;

/** A gap between two purchases of one need: day numbers in the customer's zone. */
export interface Gap {
  readonly fromDay: number;
  readonly toDay: number;
  /** Variants that were bought on both days. */
  readonly variants: readonly string[];
}

/** The day on which the supply of a gap ended, as far as can be told: after its first day, at the latest its last. */
export type RunOut = (gap: Gap) => number;

/** Days of a gap that were the shop's, because a variant could not be bought; they still had some on `hadDay`. */
export type Waits = (gap: Omit<Gap, 'variants'> & { variant: string; hadDay: number }) => number;

export const noWaits: Waits = () => 0;

/** What a customer said of a need, with its day. */
export interface WordOfNeed {
  readonly needId: bigint;
  readonly answer: string;
  readonly day: number;
}

/** What is known of the ends of supply beside the purchases. */
export interface RunOutFacts {
  readonly waits: Waits;
  /** By need: what the merchant named as its substitute. */
  readonly substituteOf: ReadonlyMap<bigint, bigint>;
  /** Of one customer, oldest first. */
  readonly words: readonly WordOfNeed[];
}

export const nothingBeside: RunOutFacts = { waits: noWaits, substituteOf: new Map(), words: [] };

/**
 * When the supply of each purchase ended, where that was not the day on which it was bought again: a gap teaches a
 * customer's pace only as far as it was theirs.
 *
 * - The shop had none: see `waitsOf`.
 * - Its substitute was bought: that shows that the first was used up, and what comes after was served by the other. Where
 *   the substitute stood in (the first was bought before it), the first one bought again ends its gap as well, so that
 *   what is bought in need alone does not look slow; of two packs of it the gap between them is their own.
 * - They said that they were out: it ended that day. They said that they had plenty: it did not end before, whatever the
 *   rest says. The later word counts, and of several that they were out the first.
 *
 * It misleads where both are used side by side (each then seems to end when the other is bought) or stocked up on at
 * once, days apart; where the substitute is bought because it is cheap and the first is not used up; and where what is
 * bought instead was never named to us. What was bought or said on one day with a purchase, or in the three days after
 * it, says nothing of its supply. A gap that is still open has no end, and so nothing here moves it: who has plenty in it
 * is censored today, which is later.
 *
 * @param boughtOn by need, the days on which this customer bought it, ascending
 * @returns by need; null where there is nothing beside its purchases
 * @example bought on day 0 and 60, its substitute on day 30: ran out on day 30; with "plenty" on day 40: on day 41
 */
export function runOutsOf(
  { waits, substituteOf, words }: RunOutFacts,
  boughtOn: ReadonlyMap<bigint, readonly number[]>,
): (needId: bigint) => RunOut | null {
  const others = substituteOf.size === 0 ? null : servedByOthers(substituteOf, boughtOn);
  return (needId) => {
    const beside = others?.get(needId) ?? [];
    const said = words.filter((word) => word.needId === needId);
    if (waits === noWaits && beside.length === 0 && said.length === 0) return null;
    return (gap) => {
      const { fromDay, toDay } = gap;
      const { hadDay, outDay } = lastWord(said, gap);
      if (outDay !== null) return outDay;
      const waited = gap.variants.map((variant) => waits({ fromDay, toDay, variant, hadDay }));
      return Math.max(hadDay + 1, Math.min(toDay - Math.max(0, ...waited), servedFrom(beside, gap)));
    };
  };
}

/** What a gap's own words say: they had some on `hadDay` (the first day at least), and were out on `outDay`. */
function lastWord(
  said: readonly WordOfNeed[],
  { fromDay, toDay }: Gap,
): { readonly hadDay: number; readonly outDay: number | null } {
  let hadDay = fromDay;
  let outDay: number | null = null;
  for (const { answer, day } of said) {
    if (day <= fromDay + JUST_BOUGHT_DAYS || day >= toDay) continue;
    if (answer === 'still_plenty') {
      hadDay = day;
      outDay = null;
    } else if (answer === 'running_out_sooner') outDay ??= day;
  }
  return { hadDay, outDay };
}

/** Another need that serves in the place of one: always, or only for whom it replaced it before. */
interface Other {
  readonly days: readonly number[];
  readonly onlyAfterIt: boolean;
}

function servedByOthers(
  substituteOf: RunOutFacts['substituteOf'],
  boughtOn: ReadonlyMap<bigint, readonly number[]>,
): Map<bigint, Other[]> {
  const others = new Map<bigint, Other[]>();
  const note = (needId: bigint, other: Other) => others.set(needId, [...(others.get(needId) ?? []), other]);
  for (const [needId, days] of boughtOn) {
    const substitute = substituteOf.get(needId);
    const instead = substitute === undefined || substitute === needId ? undefined : boughtOn.get(substitute);
    if (substitute === undefined || !instead) continue;
    note(needId, { days: instead, onlyAfterIt: false });
    note(substitute, { days, onlyAfterIt: true });
  }
  return others;
}

/** The first day of a gap on which something else was bought that serves from then on; its last day where nothing was. */
function servedFrom(others: readonly Other[], { fromDay, toDay }: Gap): number {
  let first = toDay;
  for (const { days, onlyAfterIt } of others) {
    if (onlyAfterIt && (days[0] ?? toDay) >= fromDay) continue;
    first = Math.min(first, days[firstAfter(days, fromDay + JUST_BOUGHT_DAYS)] ?? toDay);
  }
  return first;
}

/** Where the first of these ascending days stands that lies after `day`. */
function firstAfter(days: readonly number[], day: number): number {
  let from = 0;
  for (let to = days.length; from < to; ) {
    const middle = (from + to) >> 1;
    if ((days[middle] as number) > day) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * How long a customer had to wait for stock.
 *
 * Someone whose supply ended while the shop had none comes when it is back: the gap is longer than their habit. When
 * they would have come is not known, only that it was within the time out of stock, and after the last day on which they
 * still had some; the middle of it is taken. A time that ended long before they came has nothing to do with it.
 *
 * @param dayOf day number of an instant in the customer's zone
 * @example waits({ variant: 'v', fromDay: 0, toDay: 46, hadDay: 0 }) // 11, when v was gone from day 25 to day 45
 */
export function waitsOf(rows: readonly StockOutRow[], dayOf: (ms: number) => number): Waits {
  if (rows.length === 0) return noWaits;
  const byVariant = new Map<string, { from: number; until: number }[]>();
  for (const { variant, from, until } of rows) {
    if (until === null) continue;
    const time = { from: dayOf(from), until: dayOf(until) };
    if (time.until - time.from < SHORTEST_DAYS) continue;
    const known = byVariant.get(variant);
    if (known) known.push(time);
    else byVariant.set(variant, [time]);
  }
  return ({ variant, fromDay, toDay, hadDay }) => {
    let wait = 0;
    for (const { from, until } of byVariant.get(variant) ?? []) {
      const mattered =
        from > fromDay && until > hadDay && until <= toDay && toDay - until <= CAME_WHEN_BACK_DAYS;
      if (mattered) wait = Math.max(wait, toDay - Math.floor((Math.max(from, hadDay) + until) / 2));
    }
    return Math.min(wait, Math.max(0, toDay - fromDay - 1));
  };
}
