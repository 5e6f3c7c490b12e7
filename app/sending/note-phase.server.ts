import type { SendingPhase } from '~/base/vocabulary/sending-phases';
import { sqlInShop } from '~/db.server';
import type { ClaimedMail } from '~/sending/claim-mail.server';
import { inBatches } from '~/sending/in-batches';
import { LEASE_SECONDS, RENEW_BELOW_SECONDS } from '~/sending/leases';

interface Note {
  readonly mail: ClaimedMail;
  readonly phase: SendingPhase;
}

/**
 * Stores how far a try has come, many at a time. False: another worker has the mail. Without waiting for the disk:
 * what a crash could lose here only says that a try got less far than it did, before the point of no return.
 */
export const notePhase = inBatches(
  async (notes: Note[]): Promise<boolean[]> => {
    const shopId = notes[0]?.mail.shopId;
    if (shopId === undefined) return [];
    return sqlInShop(shopId, async (sql) => {
      const kept = await sql.prepared<{ id: bigint }>(
        'note-phase',
        `WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
         UPDATE mail SET phase = n.phase, lease_until = CASE
             WHEN lease_until < now() + interval '${RENEW_BELOW_SECONDS} seconds'
             THEN now() + interval '${LEASE_SECONDS} seconds' ELSE lease_until END
         FROM (SELECT DISTINCT ON (id) * FROM unnest($2::bigint[], $3::int[], $4::text[]) WITH ORDINALITY
           AS n(id, fence, phase, nr) ORDER BY id, nr DESC) n, quick
         WHERE mail.shop_id = $1 AND mail.id = n.id AND mail.fence = n.fence AND mail.state = 'sending'
         RETURNING mail.id`,
        notes.map(({ mail }) => mail.id),
        notes.map(({ mail }) => mail.fence),
        notes.map(({ phase }) => phase),
      );
      const ids = new Set(kept.map(({ id }) => id));
      return notes.map(({ mail }) => ids.has(mail.id));
    });
  },
  { waitMs: 0, limit: 200, laneOf: ({ mail }) => mail.shopId },
);
