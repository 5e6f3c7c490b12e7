import type { SendingPhase } from '~/base/vocabulary/sending-phases';
import { noteInShop, type ShopNote } from '~/db.server';
import type { ClaimedMail } from '~/sending/claim-mail.server';
import { inBatches } from '~/sending/in-batches';
import { LEASE_SECONDS, RENEW_BELOW_SECONDS } from '~/sending/leases';

interface Note {
  readonly mail: ClaimedMail;
  readonly phase: SendingPhase;
}

const NOTE: ShopNote = {
  name: 'note-phase',
  types: 'bigint[], int[], text[]',
  text: `UPDATE mail SET phase = n.phase, lease_until = CASE
      WHEN lease_until < now() + interval '${RENEW_BELOW_SECONDS} seconds'
      THEN now() + interval '${LEASE_SECONDS} seconds' ELSE lease_until END
    FROM unnest($1, $2, $3) AS n(id, fence, phase)
    WHERE mail.shop_id = carafe_shop_id() AND mail.id = n.id AND mail.fence = n.fence AND mail.state = 'sending'
    RETURNING mail.id`,
};

/**
 * Stores how far a try has come, many at a time. False: another worker has the mail. Without waiting for the disk:
 * what a crash could lose here only says that a try got less far than it did, before the point of no return.
 */
export const notePhase = inBatches(
  async (notes: Note[]): Promise<boolean[]> => {
    const shopId = notes[0]?.mail.shopId;
    if (shopId === undefined) return [];
    const newest = newestOf(notes);
    const kept = await noteInShop<{ id: bigint }>(shopId, NOTE, [
      newest.map(({ mail }) => mail.id),
      newest.map(({ mail }) => mail.fence),
      newest.map(({ phase }) => phase),
    ]);
    const ids = new Set(kept.map(({ id }) => id));
    return notes.map(({ mail }) => ids.has(mail.id));
  },
  { waitMs: 0, limit: 200, laneOf: ({ mail }) => mail.shopId },
);

/** A mail that got further while its note waited is noted once. */
function newestOf(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [note.mail.id, note])).values()];
}
