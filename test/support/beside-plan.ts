import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';
import { until } from './until';
import { waitingStatements } from './waiting-statements';

/** What lockCustomer does for a customer who was merged, with something else between its two steps. */
export async function besidePlanOf(
  shopId: bigint,
  { gone, kept }: { readonly gone: bigint; readonly kept: bigint },
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const other = await sqlInShop(shopId, async (sql) => {
    await sql.rows('SELECT 1 FROM customer WHERE shop_id = $1 AND id = $2 FOR UPDATE', gone);
    // Its door, by way of the customer that it has already.
    await sql.run('UPDATE customer SET merged_into_id = NULL WHERE shop_id = $1 AND id = $2', gone);
    await lockCustomer(sql, gone);
    await sql.run('UPDATE customer SET merged_into_id = $3 WHERE shop_id = $1 AND id = $2', gone, kept);
    const running = meanwhile();
    running.catch(() => {});
    await until('the other one waits', async () => (await waitingStatements()) > 0);
    await waitForNobody(sql);
    const locked = await lockCustomer(sql, gone);
    if (locked?.id !== kept) throw new Error('The plan did not come to whom they have become');
    return { running };
  });
  await other.running;
}

/**
 * From here on this transaction fails where it would have to wait. In a ring it would wait until PostgreSQL ended the
 * other one, which takes a second and is made good by another try.
 */
export async function waitForNobody(sql: ShopSql): Promise<void> {
  await sql.rows(`SELECT set_config('lock_timeout', '300ms', $1::int8 IS NOT NULL)`);
}
