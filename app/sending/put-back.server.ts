import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import type { ClaimedMail } from '~/sending/claim-mail.server';

/**
 * A mail whose server had no connection free, or that a worker let go of as it stopped, is due as before: this was no try
 * of it. Only for the worker that has it,
 * and before `committing`; one that another has taken over stays as it is.
 */
export async function putBack({ shopId, id, fence }: ClaimedMail): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE mail SET phase = 'claimed', attempts = attempts - 1, retry_at = $4, lease_until = NULL
       WHERE shop_id = $1 AND id = $2 AND fence = $3 AND state = 'sending' AND lease_until IS NOT NULL`,
      id,
      fence,
      now(),
    ),
  );
}
