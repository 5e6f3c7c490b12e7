import { z } from 'zod';
import { isDay } from '~/base/lib/days';
import { unsealText } from '~/base/lib/sealed.server';
import {
  LONGEST_NOTE,
  MOST_SITUATION_DAYS,
  type NoteKind,
  noteKinds,
  type Situation,
  situations,
} from '~/base/vocabulary/situations';
import { noteComplaint, withdrawComplaint } from '~/care/people/note-complaint.server';
import { endSituation, type NewSituation, noteSituation } from '~/care/people/note-situation.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { standing } from '~/office/pages/request/deed-key';
import { endOfDay } from '~/office/pages/request/end-of-day';

/** What somebody of the shop wrote down about a customer. */
export interface NoteView {
  readonly id: string;
  readonly kind: NoteKind;
  readonly at: Date;
  readonly by: string;
  /** '' where nothing was added. */
  readonly text: string;
  /** Of a situation: its last instant; null: for good. */
  readonly until: Date | null;
  /** Who took a situation back; `until` is when. */
  readonly endedBy: string | null;
}

/** A situation that is not over: it says what goes to the customer. */
export interface SituationView extends NoteView {
  readonly kind: Situation;
}

const SHOWN = 30;

/** What is not over, then the newest. */
export async function loadNotes(sql: ShopSql, customerId: bigint, now: Date): Promise<NoteView[]> {
  const rows = await sql.rows<Omit<NoteView, 'id' | 'text'> & { id: bigint; sealed: Buffer | null }>(
    `SELECT id, kind, at, by, until, ended_by AS "endedBy", text_sealed AS sealed FROM contact_note
     WHERE shop_id = $1 AND customer_id = $2 AND kind = ANY ($3::text[])
     ORDER BY (kind = ANY ($4::text[]) AND (until IS NULL OR until > $5)) DESC, at DESC, id DESC LIMIT ${SHOWN}`,
    customerId,
    [...noteKinds],
    [...situations],
    now,
  );
  return rows.map(({ id, sealed, ...row }) => ({
    ...row,
    id: String(id),
    text: unsealText(sealed, { shopId: sql.shopId, column: 'contact_note.text_sealed' }) ?? '',
  }));
}

/** Those of the notes that are situations and not over. */
export function situationsNow(notes: readonly NoteView[], now: Date): SituationView[] {
  return notes.filter(
    (note): note is SituationView =>
      situations.some((one) => one === note.kind) && (note.until === null || note.until > now),
  );
}

const id = z.string().regex(/^\d{1,18}$/);
const text = z.string().trim().max(LONGEST_NOTE);
const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('complaint'), customerId: id, orderId: id.optional(), text: text.min(1) }),
  z.object({ intent: z.enum(['ill', 'in_grief']), customerId: id, text, on: z.string().refine(isDay) }),
  z.object({ intent: z.literal('died'), customerId: id, text }),
  z.object({ intent: z.enum(['end', 'withdraw']), id }),
]);

export type NotesChanged =
  | { readonly status: 'done' | 'joined'; readonly id: string }
  /** The customer is gone, it is over already, too late to take it back, or the day is none that can be chosen. */
  | { readonly status: 'gone' | 'wrong-day' };

export interface NoteRequest {
  readonly by: string;
  readonly now: Date;
  readonly asked: unknown;
  /** Of the press; a second one under the same key notes nothing twice. */
  readonly deedKey?: string | undefined;
}

/** A person notes something about a customer, or takes it back. Null: what was sent is no such request. */
export async function changeNotes(
  shopId: bigint,
  { by, now, asked, deedKey }: NoteRequest,
): Promise<NotesChanged | null> {
  const { data } = schema.safeParse(asked);
  if (!data) return null;
  switch (data.intent) {
    case 'complaint': {
      const about = { customerId: BigInt(data.customerId), text: data.text, by, deedKey };
      const orderId = data.orderId === undefined ? undefined : BigInt(data.orderId);
      const made = standing(await noteComplaint(shopId, { ...about, orderId }));
      return made ? { status: made.isJoined ? 'joined' : 'done', id: String(made.id) } : { status: 'gone' };
    }
    case 'ill':
    case 'in_grief': {
      const { timeZone } = await sqlInShop(shopId, loadShop);
      const until = endOfDay(data.on, { timeZone, now, mostDays: MOST_SITUATION_DAYS });
      if (!until) return { status: 'wrong-day' };
      return noted(shopId, { ...data, situation: data.intent, until, by, deedKey });
    }
    case 'died':
      return noted(shopId, { ...data, situation: 'died', until: null, by, deedKey });
    case 'end':
      return answer(data.id, await endSituation(shopId, { id: BigInt(data.id), by }));
    case 'withdraw':
      return answer(data.id, await withdrawComplaint(shopId, BigInt(data.id)));
  }
}

async function noted(
  shopId: bigint,
  given: Omit<NewSituation, 'customerId'> & { customerId: string },
): Promise<NotesChanged> {
  const noteId = standing(await noteSituation(shopId, { ...given, customerId: BigInt(given.customerId) }));
  return noteId === null ? { status: 'gone' } : { status: 'done', id: String(noteId) };
}

const answer = (noteId: string, isDone: boolean): NotesChanged =>
  isDone ? { status: 'done', id: noteId } : { status: 'gone' };
