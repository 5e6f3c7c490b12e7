import { addDays } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { pauseShop, resumeShop } from '~/intake/shops/load-shop.server';

/** What pausing everything would mean in the next seven days. */
export interface PauseEffect {
  /** Messages that would wait. */
  readonly waiting: number;
  /** Those of them that lose their use within these days. */
  readonly lost: number;
}

export async function loadPauseEffect(shopId: bigint, now: Date): Promise<PauseEffect> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<PauseEffect>(
      `SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE useful_until < $2))::int AS lost
       FROM message WHERE shop_id = $1 AND state IN ('planned', 'awaiting_approval', 'held') AND due_at < $2`,
      addDays(now, 7),
    );
    return row ?? { waiting: 0, lost: 0 };
  });
}

export async function setPaused(
  shopId: bigint,
  { intent, by }: { intent: 'pause' | 'resume'; by: string },
): Promise<{ paused: boolean }> {
  await sqlInShop(shopId, (sql) => (intent === 'pause' ? pauseShop(sql, by) : resumeShop(sql)));
  return { paused: intent === 'pause' };
}
