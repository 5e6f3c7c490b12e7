import type { ActiveKind } from '~/base/vocabulary/kinds';
import { activeKinds, type KindMode } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import { hasWarrantySql } from '~/intake/products/has-warranty';
import { loadShop } from '~/intake/shops/load-shop.server';
import { isInReview } from '~/outreach/planning/review';

/** What a shop whose kinds are on, and that has sent nothing yet, may expect. */
export interface NextMail {
  /** The first message that is due: it waits for a person's word, or leaves by itself. Null: none is planned yet. */
  readonly first: { readonly dueAt: Date; readonly waits: boolean } | null;
  /** Customers are being planned just now. */
  readonly isPlanning: boolean;
  /** What is switched on. */
  readonly kinds: readonly ActiveKind[];
  /** What stands between warranties and their end: no product has one, or there is no product yet to enter one at. */
  readonly lacks: 'warranties' | 'products' | null;
  /** Does what is planned wait for a person's word? */
  readonly needsWord: boolean;
}

/** Null once a mail has left, and while nothing is switched on: then there is nothing to wait for. */
export async function loadNextMail(sql: ShopSql, now: Date): Promise<NextMail | null> {
  const rows = await sql.rows<{
    kind: string;
    mode: KindMode;
    reviewed: number;
    enabledAt: Date | null;
    reviewEndedAt: Date | null;
  }>(
    `SELECT kind, mode, reviewed, enabled_at AS "enabledAt", review_ended_at AS "reviewEndedAt"
     FROM shop_kind WHERE shop_id = $1 AND mode <> 'off'
       AND (SELECT 1 FROM mail WHERE shop_id = $1 AND sent_at IS NOT NULL ORDER BY sent_at DESC, id DESC LIMIT 1) IS NULL`,
  );
  const kinds = activeKinds.filter((kind) => rows.some((row) => row.kind === kind));
  if (kinds.length === 0) return null;
  const first = await firstDue(sql);
  return {
    first,
    lacks: kinds.includes('warranty-expiry') ? await lackedByWarranties(sql) : null,
    isPlanning: first === null && (await isPlanning(sql, now)),
    kinds,
    needsWord: rows.some((row) => isInReview(row, now)),
  };
}

async function firstDue(sql: ShopSql): Promise<NextMail['first']> {
  const soonest = (state: string) =>
    `(SELECT due_at AS "dueAt", state = 'awaiting_approval' AS waits FROM message
      WHERE shop_id = $1 AND state = '${state}' ORDER BY due_at LIMIT 1)`;
  const [row] = await sql.rows<{ dueAt: Date; waits: boolean }>(
    `${soonest('awaiting_approval')} UNION ALL ${soonest('planned')} ORDER BY "dueAt" LIMIT 1`,
  );
  return row ?? null;
}

/** A warranty is a product's own, or the one that the settings give to all. */
async function lackedByWarranties(sql: ShopSql): Promise<NextMail['lacks']> {
  const some = (which: string) =>
    `EXISTS (SELECT 1 FROM product p WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND ${which})`;
  const { warranty } = (await loadShop(sql)).settings;
  const [found] = await sql.rows<{ product: boolean; warranty: boolean }>(
    `SELECT ${some('true')} AS product, ${some(hasWarrantySql('$2'))} AS warranty`,
    warranty.defaultMonths,
  );
  if (!found?.product) return 'products';
  return found.warranty ? null : 'warranties';
}

async function isPlanning(sql: ShopSql, now: Date): Promise<boolean> {
  const rows = await sql.rows(
    'SELECT 1 FROM customer WHERE shop_id = $1 AND replan_due_at <= $2 LIMIT 1',
    now,
  );
  return rows.length > 0;
}
