import { sqlInShop } from '~/db.server';
import type { ClaimedMail } from '~/sending/claim-mail.server';

/**
 * Gives a mail back whose commit of `committing` was not heard of, so that the next sweep claims it again. Only for the
 * worker that asked for that commit, and only once its channel has dropped what it had begun: it alone knows that no
 * dot followed, and by its fence that nobody else has the mail. One that dies here leaves a row that cannot tell: a note
 * that the dot is about to go is what `committing` is, and a note that it went may be lost like the answer. Such a mail
 * stays for `unconfirmed`.
 *
 * Whatever the row's phase: the lost transaction may still be about to commit, and holds the row. A condition on what
 * it changes would pass the row over instead of waiting for it.
 */
export async function takeBack({ shopId, id, fence }: ClaimedMail): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE mail SET phase = 'body', lease_until = now()
       WHERE shop_id = $1 AND id = $2 AND fence = $3 AND state = 'sending' AND lease_until IS NOT NULL`,
      id,
      fence,
    ),
  );
}
