import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { type TransitByCountry, transitDaysTo } from '~/insight/learning/history/arrival';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import {
  readSweepContext,
  readSweepPage,
  type SweptCustomer,
} from '~/insight/learning/pools/read-sweep-page.server';
import { readNeedFacts } from '~/insight/learning/pools/save-pools.server';
import {
  createScorer,
  FOLLOWED_DAYS,
  type ForecastScore,
  type Scorer,
} from '~/insight/learning/pools/score-forecasts';
import { POOL_VERSION } from '~/insight/model/pools';
import { createPoolBuilder, type NeedPool, type ShopPool, type SupplyPrior } from '~/insight/model/reorder';
import { loadShop } from '~/intake/shops/load-shop.server';

const CUSTOMERS_A_PAGE = 1_000;
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
  const { context, needs, transitDays } = await sqlInShop(shopId, async (sql) => ({
    context: await readSweepContext(sql),
    needs: await readNeedFacts(sql),
    transitDays: await usualTransit(sql),
  }));
  const priors = new Map<string, SupplyPrior>();
  for (const { id, daysPerUnit } of needs) if (daysPerUnit) priors.set(String(id), { daysPerUnit });
  const from = today - FOLLOWED_DAYS - ASKED_DAYS;
  const builder = createPoolBuilder({ today: from, priors });
  const eachCustomer = async (see: (customer: SweptCustomer) => boolean) => {
    for (let after: bigint | null = 0n; after !== null; ) {
      const start: bigint = after;
      const page = await sqlInShop(shopId, (sql) => readSweepPage(sql, context, start, CUSTOMERS_A_PAGE));
      for (const customer of page.customers) if (!see(customer)) return;
      after = page.next;
    }
  };
  await eachCustomer(({ customerId, orderDays, needs: bought }) => {
    builder.addCustomer(orderDays, String(customerId));
    for (const { needId, purchases } of bought)
      builder.addPair(String(needId), purchases, String(customerId));
    return true;
  });
  const { shop, needs: pools } = builder.build();
  const scorer = createScorer();
  await eachCustomer((customer) => {
    if (shop.needs.gaps < FEWEST_GAPS) return false;
    ask(scorer, customer, { from, until: today - FOLLOWED_DAYS, transitDays, shop, pools, priors });
    return scorer.asked() < MOST_QUESTIONS;
  });
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

interface Then {
  readonly from: number;
  readonly until: number;
  readonly transitDays: number;
  readonly shop: ShopPool;
  readonly pools: ReadonlyMap<string, NeedPool>;
  readonly priors: ReadonlyMap<string, SupplyPrior>;
}

function ask(scorer: Scorer, { customerId, orderDays, needs }: SweptCustomer, then: Then): void {
  for (const { needId, purchases } of needs) {
    for (const [at, { day }] of purchases.entries()) {
      if (day < then.from || day >= then.until) continue;
      const gap = (purchases[at + 1]?.day ?? Number.POSITIVE_INFINITY) - day;
      scorer.add({
        customer: String(customerId),
        input: {
          purchases: purchases.slice(0, at + 1),
          rhythm: { orderDays: orderDays.filter((other) => other <= day) },
          need: then.pools.get(String(needId)) ?? null,
          shop: then.shop,
          prior: then.priors.get(String(needId)) ?? null,
        },
        transitDays: then.transitDays,
        gapDays: gap <= FOLLOWED_DAYS ? gap : null,
      });
    }
  }
}
