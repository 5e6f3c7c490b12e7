import { sqlInShop } from '~/db.server';

/** As many more of each message that is held, that nobody knows the end of, and that was not sent. */
export async function makeMuchInQueue(shopId: bigint, times: number): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, why, planned_at, changed_at, mail_id)
       SELECT shop_id, key || '-again-' || n, kind, class, customer_id, need_id, state, due_at + n * interval '7 hours',
         useful_until + n * interval '7 hours', reason, why, planned_at, changed_at, mail_id
       FROM message CROSS JOIN generate_series(1, $2) n WHERE shop_id = $1 AND state IN ('held', 'unconfirmed', 'skipped')`,
      times,
    ),
  );
}
