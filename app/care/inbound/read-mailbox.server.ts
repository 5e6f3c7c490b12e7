import { isIP } from 'node:net';
import { ImapFlow, type MailboxObject } from 'imapflow';
import { addDays } from '~/base/lib/days';
import { mailServerAddress } from '~/base/lib/mail-server-address.server';
import { within } from '~/base/lib/within';
import type { InboundSettings } from '~/base/settings/shop-settings';

/** How far a mailbox was read. UIDs count only within one UIDVALIDITY. */
export interface MailboxCursor {
  readonly uidValidity: bigint;
  readonly lastUid: bigint;
}

export interface RawMail {
  readonly uid: bigint;
  readonly raw: Buffer;
}

export interface MailboxPage {
  readonly mails: readonly RawMail[];
  readonly cursor: MailboxCursor;
  /** There is more: read again. */
  readonly hasMore: boolean;
}

const MAILS_A_PAGE = 100;
const MOST_BYTES = 400_000;
/** What is read of a mailbox lies in memory: a page ends with the mail that fills it. */
const PAGE_BYTES = 20_000_000;
/** A server that sends more than was asked for is hung up on. A search names every mail of a mailbox in one line. */
const MOST_ANSWER_BYTES = 4_000_000;
/** A mailbox that we see for the first time is not read from its beginning. */
const FIRST_LOOK_DAYS = 7;
const PATIENCE_MS = 30_000;
/** For a whole visit: the others are about silence, and a server that goes on talking would be listened to for ever. */
const VISIT_MS = 120_000;
const GOODBYE_MS = 5_000;
/** To open a mailbox takes a few lines and seconds; many who try at once must not fill this process's memory. */
const TRY_ANSWER_BYTES = 64_000;
const TRY_MS = 30_000;

/**
 * Reads the next mails of a mailbox, oldest first, without changing anything in it: it is opened read-only, so that a
 * person's unread marks stay. Throws when the server cannot be reached or refuses.
 */
export function readMailbox(
  settings: InboundSettings,
  cursor: MailboxCursor | null,
  at: Date,
  visitMs = VISIT_MS,
): Promise<MailboxPage> {
  return withMailbox(settings, { visitMs, answerBytes: MOST_ANSWER_BYTES }, async (client, box) => {
    const isKnown = cursor !== null && cursor.uidValidity === box.uidValidity;
    const lastUid = isKnown ? cursor.lastUid : 0n;
    const uids = await wantedUids(client, lastUid, isKnown ? null : addDays(at, -FIRST_LOOK_DAYS));
    const mails: RawMail[] = [];
    const startedAtMs = Date.now();
    let read = 0;
    let bytes = 0;
    for (const uid of uids.slice(0, MAILS_A_PAGE)) {
      // A slow server's mails are dealt with before its time is over, or it would never get past them.
      if (bytes >= PAGE_BYTES || Date.now() - startedAtMs > visitMs / 2) break;
      read++;
      const found = await client.fetchOne(
        String(uid),
        { uid: true, source: { maxLength: MOST_BYTES } },
        { uid: true },
      );
      const source = found ? found.source : undefined;
      if (source) mails.push({ uid: BigInt(uid), raw: source });
      bytes += source?.length ?? 0;
    }
    const hasMore = read < uids.length;
    const nothingLeft = BigInt(box.uidNext) - 1n;
    const reached = hasMore ? BigInt(uids[read - 1] ?? 0) : nothingLeft;
    return {
      mails,
      cursor: { uidValidity: box.uidValidity, lastUid: reached > lastUid ? reached : lastUid },
      hasMore,
    };
  });
}

/** Whether a mailbox can be opened: null, or why not. Nothing in it is read or changed. */
export async function mailboxProblem(
  settings: InboundSettings,
): Promise<'no-server' | 'login' | 'folder' | 'unreachable' | null> {
  try {
    return await withMailbox(settings, { visitMs: TRY_MS, answerBytes: TRY_ANSWER_BYTES }, async () => null);
  } catch (failure) {
    if (failure instanceof NoMailServer) return 'no-server';
    if (failure instanceof NoFolder) return 'folder';
    const { authenticationFailed } = failure as { authenticationFailed?: boolean };
    return authenticationFailed ? 'login' : 'unreachable';
  }
}

/** The place that was named is no public mail server. */
class NoMailServer extends Error {}
/** The server lets us in, and has no folder of that name. */
class NoFolder extends Error {}
/** The search for what is new was refused or broken off. */
class NoSearch extends Error {}

async function withMailbox<T>(
  settings: InboundSettings,
  { visitMs, answerBytes }: { visitMs: number; answerBytes: number },
  use: (client: ImapFlow, box: MailboxObject) => Promise<T>,
): Promise<T> {
  const found = await mailServerAddress(settings, 'imap');
  if (found.status !== 'found')
    throw new NoMailServer(
      `${settings.host}:${settings.port} is ${found.status === 'unknown' ? 'not known' : 'no public mail server'}`,
    );
  const client = new ImapFlow({
    host: found.addresses[0],
    ...(isIP(settings.host) === 0 && { servername: settings.host }),
    port: settings.port,
    secure: settings.secure,
    auth: { user: settings.user, pass: settings.password },
    logger: false,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableAutoIdle: true,
    maxLineLength: answerBytes,
    maxLiteralSize: answerBytes,
    maxResponseSize: 2 * answerBytes,
  });
  // Without a listener a broken connection would end the process; the pending command rejects all the same.
  client.on('error', () => {});
  const visit = async () => {
    await client.connect();
    const box = await client.mailboxOpen(settings.mailbox, { readOnly: true }).catch((cause: unknown) => {
      throw client.usable ? new NoFolder(`No folder ${settings.mailbox}`, { cause }) : cause;
    });
    return await use(client, box);
  };
  try {
    return await within(visit(), visitMs);
  } finally {
    // Who went on talking until the time was over says no goodbye either.
    await within(client.logout(), GOODBYE_MS).catch(() => client.close());
  }
}

async function wantedUids(client: ImapFlow, lastUid: bigint, since: Date | null): Promise<number[]> {
  const found = await client.search(since ? { since } : { uid: `${lastUid + 1n}:*` }, { uid: true });
  // A search that was refused, or broken off, is no answer: taken for "nothing", it would pass over what is there.
  if (!found) throw new NoSearch('The mailbox did not say what is in it');
  // "n:*" always includes the newest mail, even when its UID is below n.
  return found.filter((uid) => BigInt(uid) > lastUid).sort((a, b) => a - b);
}
