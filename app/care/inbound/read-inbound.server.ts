import { createHash } from 'node:crypto';
import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { countUp } from '~/base/lib/metrics.server';
import { isRefusedData } from '~/base/lib/refused-data';
import { enqueue } from '~/base/queue/enqueue.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { classify } from '~/care/inbound/classify';
import { parseInbound } from '~/care/inbound/parse-inbound.server';
import { type MailboxCursor, type RawMail, readMailbox } from '~/care/inbound/read-mailbox.server';
import { type Inbound, takeInbound } from '~/care/inbound/take-inbound.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { loadInbound } from '~/intake/shops/mail-servers.server';

export type InboundResult =
  | { readonly status: 'no-mailbox' }
  | { readonly status: 'unreachable'; readonly error: string }
  | { readonly status: 'read'; readonly mails: number; readonly ours: number };

const MOST_PAGES = 50;

/**
 * Reads what came back to a shop's mailbox since last time and does what it says. The cursor moves after each page is
 * dealt with: a crash reads a page again, and each mail's key makes that harmless. A mailbox that cannot be reached is
 * noted for the panel and tried again at the next round.
 */
export async function readInboundOf(shopId: ShopId): Promise<InboundResult> {
  const { settings, known } = await sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<MailboxCursor & { mailbox: string }>(
      `SELECT mailbox, uid_validity AS "uidValidity", last_uid AS "lastUid" FROM inbound_cursor WHERE shop_id = $1`,
    );
    return { settings: await loadInbound(sql), known: row ?? null };
  });
  if (!settings) return { status: 'no-mailbox' };
  const mailbox = `${settings.user}@${settings.host}/${settings.mailbox}`;
  let cursor: MailboxCursor | null = known?.mailbox === mailbox ? known : null;
  let mails = 0;
  let ours = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    let read: Awaited<ReturnType<typeof readMailbox>>;
    try {
      read = await readMailbox(settings, cursor, now());
    } catch (failure) {
      const error = wordsOf(failure);
      await saveCursor(shopId, mailbox, cursor, error);
      log.warn('A mailbox could not be read', { shopId, error: failure });
      return { status: 'unreachable', error };
    }
    for (const mail of read.mails) {
      mails++;
      if (await takeOrPass(shopId, read.cursor.uidValidity, mail)) ours++;
    }
    cursor = read.cursor;
    await saveCursor(shopId, mailbox, cursor, null);
    if (!read.hasMore) break;
  }
  return { status: 'read', mails, ours };
}

/**
 * One mail must not keep all that come after it from being read: whoever writes to a mailbox could stop it for good. What
 * cannot be parsed, or is refused by the database for what it says, is told and passed over.
 */
async function takeOrPass(shopId: ShopId, uidValidity: bigint, mail: RawMail): Promise<boolean> {
  const read = await parseInbound(mail.raw)
    .then(({ message, messageId }) => ({ meaning: classify(message), messageId }))
    .catch((failure: unknown) => {
      passOver(shopId, failure);
      return null;
    });
  if (!read) return false;
  const sourceKey = createHash('sha256')
    .update(read.messageId ?? `${uidValidity} ${mail.uid}`)
    .digest('hex');
  try {
    return await take(shopId, { source: 'imap', sourceKey, meaning: read.meaning });
  } catch (failure) {
    if (!isOfThisMail(failure)) throw failure;
    passOver(shopId, failure);
    return false;
  }
}

function passOver(shopId: ShopId, failure: unknown): void {
  countUp('carafe_inbound_total', { kind: 'other', status: 'unreadable' });
  log.warn('A mail could not be taken in', { shopId, error: failure });
}

/**
 * Whether what the mail says was refused, or we made a mistake about it. Any other failure is the database's or the
 * queue's, some without a code: the mail is read again.
 */
function isOfThisMail(failure: unknown): boolean {
  return isRefusedData(failure) || failure instanceof TypeError || failure instanceof RangeError;
}

async function take(shopId: ShopId, inbound: Inbound): Promise<boolean> {
  const { kind } = inbound.meaning;
  const taken = await takeInbound(shopId, inbound);
  countUp('carafe_inbound_total', { kind, status: taken.status });
  if (taken.status !== 'taken' || taken.customerId === null) return false;
  await wakePlanner(shopId, taken.customerId);
  if (kind === 'spam-report' || kind === 'unsubscribe')
    await enqueue('write-consent', { shopId: String(shopId), customerId: String(taken.customerId) });
  return true;
}

async function saveCursor(
  shopId: ShopId,
  mailbox: string,
  cursor: MailboxCursor | null,
  error: string | null,
): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO inbound_cursor (shop_id, mailbox, uid_validity, last_uid, read_at, error) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (shop_id) DO UPDATE SET mailbox = excluded.mailbox, uid_validity = excluded.uid_validity,
         last_uid = excluded.last_uid, read_at = excluded.read_at, error = excluded.error`,
      mailbox,
      cursor?.uidValidity ?? 0n,
      cursor?.lastUid ?? 0n,
      now(),
      error,
    ),
  );
}

/** A reason that may be shown: never the server's full answer, which may quote the password's owner. */
function wordsOf(failure: unknown): string {
  const { code, authenticationFailed } = failure as { code?: string; authenticationFailed?: boolean };
  return authenticationFailed ? 'AUTHENTICATION_FAILED' : (code ?? 'UNREACHABLE');
}
