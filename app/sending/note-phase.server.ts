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
      AND mail.phase <> 'committing'
    RETURNING mail.id`,
};

/**
 * Stores how far a try has come, many at a time. False: another worker has the mail, or it is past the point of no
 * return, from which no note takes it back. Without waiting for the disk: what a crash could lose here only says that a
 * try got less far than it did.
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

const LASTING_MS = 200;

export interface PhaseNotes {
  /** The mail is in this phase now. */
  reached(phase: SendingPhase): void;
  /** Resolves when no note is on its way and none will follow. */
  end(): Promise<void>;
}

/**
 * Notes a mail's phases that last: most are over before a note of them would be written, and would cost a mail two
 * transactions. What is not noted when a worker dies is no more than the last fifth of a second of a try that is safe to
 * repeat. A note that fails is no harm either: the look at the dot asks whose the mail is, under its lock.
 */
export function notesOf(mail: ClaimedMail): PhaseNotes {
  let timer: NodeJS.Timeout | undefined;
  let noting: Promise<unknown> = Promise.resolve();
  return {
    reached(phase) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        noting = noting.then(() => notePhase({ mail, phase })).catch(() => {});
      }, LASTING_MS);
    },
    async end() {
      clearTimeout(timer);
      await noting;
    },
  };
}

/** A mail that got further while its note waited is noted once. */
function newestOf(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [note.mail.id, note])).values()];
}
