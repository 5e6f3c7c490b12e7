import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { loadSetUp } from '~/office/pages/home/set-up.server';

/**
 * Is this the first time that somebody opens the app of a shop in which nothing was set up yet? Asking notes that they
 * were led to the welcome: the second answer is no, whoever left it half way.
 */
export function leadsToWelcome(shopId: bigint, { by, now }: { by: string; now: Date }): Promise<boolean> {
  return sqlInShop(shopId, async (sql) => {
    const known = await sql.rows('SELECT 1 FROM set_up WHERE shop_id = $1');
    if (known.length > 0) return false;
    const steps = await loadSetUp(sql, await loadShop(sql));
    // A mail server may be the installation's own: it says nothing of this shop.
    if (steps.some(({ step, done }) => done && step !== 'smtp')) return false;
    const noted = await sql.run(
      `INSERT INTO set_up (shop_id, step, passed, skipped, changed_at, changed_by) VALUES ($1, 'welcome', '{}', '{}', $2, $3)
       ON CONFLICT DO NOTHING`,
      now,
      by.slice(0, 100),
    );
    return noted > 0;
  });
}
