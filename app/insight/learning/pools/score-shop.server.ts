import { setImmediate } from 'node:timers/promises';
import { now } from '~/base/lib/clock.server';
import { DAY_MS, isoDay, localDay } from '~/base/lib/days';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { type TransitByCountry, transitDaysTo } from '~/insight/learning/history/arrival';
import type { SweepRow } from '~/insight/learning/history/fold-swept';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { buildPools, readSweepFacts } from '~/insight/learning/pools/build-pools.server';
import { pastQuestions } from '~/insight/learning/pools/past-questions';
import { sweepPages } from '~/insight/learning/pools/read-sweep-page.server';
import { createScorer, FOLLOWED_DAYS, type ForecastScore } from '~/insight/learning/pools/score-forecasts';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import { POOL_VERSION } from '~/insight/model/pools';
import { hashKey, mixHash } from '~/insight/model/purchase-log';
import { loadShop } from '~/intake/shops/load-shop.server';

const ASKED_DAYS = 90;
const MOST_QUESTIONS = 20_000;
const EVERY_DAYS = 7;
/** A shop that had seen less than this by then tells how young it was, not how good the forecasts are. */
const FEWEST_GAPS = 100;

/**
 * Once a week: builds the pools as they stood half a year ago, puts the purchases of the quarter after it to the model
 * as it knew them then, and keeps what came of it. Nothing later than a purchase is ever shown to its forecast.
 */
export async function scoreShop(shopId: ShopId, today: number): Promise<ForecastScore | null> {
  const [last] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ scoredOn: string }>(`SELECT scored_on AS "scoredOn" FROM model_score WHERE shop_id = $1`),
  );
  if (last && last.scoredOn > isoDay(today - EVERY_DAYS)) return null;
  const { context, needs } = await readSweepFacts(shopId);
  // Nobody knows when the merchant's days of supply were said: who types in what was learnt would score with it.
  const facts = { context, needs: needs.map((need) => ({ ...need, daysPerUnit: null })) };
  const usedUp = new Set(needs.filter((need) => usageVerdict(need, need.pool).usedUp).map(({ id }) => id));
  const transitDays = await sqlInShop(shopId, usualTransit);
  const from = today - FOLLOWED_DAYS - ASKED_DAYS;
  const until = today - FOLLOWED_DAYS;
  const sample = sampleOf(MOST_QUESTIONS);
  const isAsked = ({ at, variant }: SweepRow) => {
    if (at < from * DAY_MS || at >= until * DAY_MS) return false;
    const supplies = context.suppliesOf(variant, at);
    return supplies !== null && usedUp.has(BigInt(supplies.need));
  };
  const built = await buildPools(shopId, { ...facts, day: from }, (customers) => {
    for (const { key, lines } of customers) sample.note(key, lines.filter(isAsked).length);
    return true;
  });
  const scorer = createScorer();
  if (built && built.shop.needs.gaps >= FEWEST_GAPS) {
    const then = {
      context,
      from,
      until,
      transitDays,
      shop: built.shop,
      pools: built.needs,
      usedUp,
    };
    for await (const page of sweepPages(shopId)) {
      for (const customer of page) {
        if (!sample.has(customer.key)) continue;
        for (const question of pastQuestions(customer, then)) scorer.add(question);
        // Others work meanwhile: a question takes as long as a forecast.
        await setImmediate();
      }
    }
  }
  const score = scorer.score();
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO model_score (shop_id, score, scored_on) VALUES ($1, $2, $3)
       ON CONFLICT (shop_id) DO UPDATE SET score = excluded.score, scored_on = excluded.scored_on`,
      JSON.stringify(score),
      isoDay(today),
    ),
  );
  return score;
}

/** The same on the shop's own calendar day. */
export async function scoreShopToday(shopId: ShopId): Promise<ForecastScore | null> {
  const { timeZone } = await sqlInShop(shopId, loadShop);
  return scoreShop(shopId, localDay(now(), knownTimeZone(timeZone)));
}

/** How long a parcel usually takes at home: of the past, whither each went is not asked. */
async function usualTransit(sql: ShopSql): Promise<number> {
  const [row] = await sql.rows<{ country: string | null; transit: TransitByCountry | null }>(
    `SELECT s.country_code AS country, p.transit FROM shop s
     LEFT JOIN shop_pool p ON p.shop_id = s.id AND p.version = $2 WHERE s.id = $1`,
    POOL_VERSION,
  );
  const country = row?.country ?? null;
  return transitDaysTo(country, country, row?.transit ?? {}).days;
}

const PARTS = 1024;

/**
 * Whole customers, chosen by their keys, who bring some `most` questions together: neither the oldest nor the newest, and
 * the same ones each week.
 */
function sampleOf(most: number): { note(key: string, questions: number): void; has(key: string): boolean } {
  const questions = new Float64Array(PARTS);
  let parts: number | null = null;
  const partOf = (key: string) => mixHash(hashKey(key) + SAMPLE_SALT) % PARTS;
  return {
    note: (key, count) => {
      questions[partOf(key)] = (questions[partOf(key)] ?? 0) + count;
    },
    has: (key) => {
      parts ??= partsWithin(questions, most);
      return partOf(key) < parts;
    },
  };
}

/** Another number than the folds', which would else be cut along the same line. */
const SAMPLE_SALT = 41;

function partsWithin(questions: Float64Array, most: number): number {
  let sum = 0;
  const first = questions.findIndex((count) => {
    sum += count;
    return sum > most;
  });
  return first === -1 ? PARTS : Math.max(1, first);
}
