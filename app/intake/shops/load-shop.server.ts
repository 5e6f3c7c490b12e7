import { now } from '~/base/lib/clock.server';
import { readShopSettings, type ShopSettings, shopSettingsSchema } from '~/base/settings/shop-settings';
import type { ShopDb, ShopSql } from '~/db.server';
import { lockPlans } from '~/intake/customers/lock-customer.server';

/** `erased`: the merchant had all of it deleted, while Shopify still has the app. Nothing begins anew before it is uninstalled. */
export type ShopState = 'installed' | 'uninstalled' | 'redacted' | 'erased';

/** A shop with its settings read; settings that are missing or out of bounds have their defaults. */
export interface ShopFacts {
  readonly id: bigint;
  readonly domain: string;
  readonly name: string;
  readonly state: ShopState;
  readonly installEpoch: number;
  readonly installedAt: Date;
  readonly timeZone: string;
  readonly currency: string;
  readonly countryCode: string | null;
  readonly locale: string;
  readonly storefrontUrl: string | null;
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly pauseReason: string | null;
  readonly reconciledThrough: Date | null;
  readonly restoreEpoch: number;
  readonly settings: ShopSettings;
}

/** The shop of this scope. Throws when it is not there: a scope of a shop that we do not have is a mistake. */
export async function loadShop(scope: ShopSql | ShopDb): Promise<ShopFacts> {
  if (!('rows' in scope)) {
    const row = await scope.shop.findFirstOrThrow();
    return { ...row, state: row.state as ShopState, settings: readShopSettings(row.settings) };
  }
  const [row] = await scope.rows<Omit<ShopFacts, 'settings'> & { settings: unknown }>(
    `SELECT id, domain, name, state, install_epoch AS "installEpoch", installed_at AS "installedAt",
       time_zone AS "timeZone", currency, country_code AS "countryCode", locale, storefront_url AS "storefrontUrl",
       paused_at AS "pausedAt", paused_by AS "pausedBy", pause_reason AS "pauseReason",
       reconciled_through AS "reconciledThrough", restore_epoch AS "restoreEpoch", settings
     FROM shop WHERE id = $1`,
  );
  if (!row) throw new Error(`No shop ${scope.shopId}`);
  return { ...row, settings: readShopSettings(row.settings) };
}

/**
 * Changes the named parts of a shop's settings and asks for a new plan of every customer with an open message; of every
 * buyer where a part changed by which somebody may be written to who was not before. Throws a ZodError when a part is
 * out of bounds; nothing is written then.
 */
export async function saveSettings(sql: ShopSql, parts: Partial<ShopSettings>): Promise<ShopSettings> {
  await lockPlans(sql);
  const [row] = await sql.rows<{ settings: unknown }>(`SELECT settings FROM shop WHERE id = $1 FOR UPDATE`);
  if (!row) throw new Error(`No shop ${sql.shopId}`);
  const before = readShopSettings(row.settings);
  const settings = shopSettingsSchema.parse({ ...before, ...parts });
  await sql.run(`UPDATE shop SET settings = $2 WHERE id = $1`, JSON.stringify(settings));
  await sql.run(
    opens.some((part) => JSON.stringify(before[part]) !== JSON.stringify(settings[part]))
      ? `UPDATE customer SET replan_due_at = $2 WHERE shop_id = $1 AND merged_into_id IS NULL AND last_order_at IS NOT NULL
           AND deleted_at IS NULL AND redacted_at IS NULL`
      : `UPDATE customer SET replan_due_at = $2 WHERE shop_id = $1 AND id IN
           (SELECT customer_id FROM message WHERE shop_id = $1 AND state IN ('planned', 'awaiting_approval', 'held'))`,
    now(),
  );
  return settings;
}

/** Parts that let in people, or things, for which there is no open message yet. */
const opens = [
  'softOptInSince',
  'neverTags',
  'neverCompanies',
  'warranty',
  'runningLow',
] as const satisfies readonly (keyof ShopSettings)[];

/** A person stops all mail but what law and orders demand, until resumed. Pausing twice keeps the first time and name. */
export async function pauseShop(sql: ShopSql, by: string, reason = ''): Promise<void> {
  await sql.run(
    `UPDATE shop SET paused_at = $2, paused_by = $3, pause_reason = nullif($4, '') WHERE id = $1 AND paused_at IS NULL`,
    now(),
    by,
    reason,
  );
}

/** Lets mail go again; what was held is judged anew at its next look. */
export async function resumeShop(sql: ShopSql): Promise<void> {
  await lockPlans(sql);
  const resumed = await sql.run(
    `UPDATE shop SET paused_at = NULL, paused_by = NULL, pause_reason = NULL WHERE id = $1 AND paused_at IS NOT NULL`,
  );
  if (resumed > 0) await judgeHeldAgain(sql);
}

/** What came by itself has a mark of its own, beside a person's pause, so that none is lifted with another. */
const lifting = {
  'hard-bounces': 'SET bounces_stopped_at = NULL WHERE id = $1 AND bounces_stopped_at IS NOT NULL',
  'spam-reports':
    'SET marketing_stopped_at = NULL, marketing_stop = NULL WHERE id = $1 AND marketing_stopped_at IS NOT NULL',
  restored: 'SET restored_at = NULL WHERE id = $1 AND restored_at IS NOT NULL',
} as const;
export type StopOfShop = keyof typeof lifting;

/** Lets go on what stopped for this cause; every other stop, and a person's pause, stays. */
export async function liftStop(sql: ShopSql, cause: StopOfShop): Promise<void> {
  await lockPlans(sql);
  const lifted = await sql.run(`UPDATE shop ${lifting[cause]}`);
  if (lifted > 0) await judgeHeldAgain(sql);
}

async function judgeHeldAgain(sql: ShopSql): Promise<void> {
  await sql.run(
    `UPDATE customer SET replan_due_at = $2 WHERE shop_id = $1 AND id IN
       (SELECT customer_id FROM message WHERE shop_id = $1 AND state = 'held')`,
    now(),
  );
}
