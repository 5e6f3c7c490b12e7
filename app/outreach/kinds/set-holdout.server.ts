import { now } from '~/base/lib/clock.server';
import type { HoldoutChoice } from '~/base/vocabulary/holdout';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { type ShopId, sqlInShop } from '~/db.server';

/**
 * A person's figure for how many customers a kind leaves out by chance; it counts from the next mail on and nothing
 * changes it but a person. `automatic` gives it back to the count; what is on stays on.
 */
export async function setHoldout(
  shopId: ShopId,
  { kind, choice, by }: { readonly kind: ActiveKind; readonly choice: HoldoutChoice; readonly by: string },
): Promise<void> {
  const percent = choice === 'automatic' ? null : Number(choice);
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO shop_kind (shop_id, kind, holdout_percent, holdout_set_by, holdout_changed_at) VALUES ($1, $2, coalesce($3::int, 0), $4, $5)
       ON CONFLICT (shop_id, kind) DO UPDATE SET holdout_percent = coalesce($3::int, shop_kind.holdout_percent),
         holdout_set_by = $4, holdout_changed_at = CASE WHEN $3::int IS NULL THEN shop_kind.holdout_changed_at ELSE $5 END`,
      kind,
      percent,
      percent === null ? null : by,
      now(),
    ),
  );
}
