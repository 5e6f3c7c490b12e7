import type { ShopSql } from '~/db.server';

/** After a merge of customers: what was sent to one was sent to the other. Mails on their way are looked at anew. */
export async function moveMails(sql: ShopSql, fromCustomerId: bigint, toCustomerId: bigint): Promise<void> {
  await sql.run(
    `UPDATE mail SET customer_id = $3 WHERE shop_id = $1 AND customer_id = $2`,
    fromCustomerId,
    toCustomerId,
  );
  await sql.run(
    `UPDATE exposure SET customer_id = $3 WHERE shop_id = $1 AND customer_id = $2`,
    fromCustomerId,
    toCustomerId,
  );
}
