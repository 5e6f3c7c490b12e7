import { isIP } from 'node:net';
import { ImapFlow, type MailboxObject } from 'imapflow';
import { addDays } from '~/base/lib/days';
import { mailServerAddress } from '~/base/lib/mail-server-address.server';
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
/** A mailbox that we see for the first time is not read from its beginning. */
const FIRST_LOOK_DAYS = 7;
const PATIENCE_MS = 30_000;

/**
 * Reads the next mails of a mailbox, oldest first, without changing anything in it: it is opened read-only, so that a
 * person's unread marks stay. Throws when the server cannot be reached or refuses.
 */
export function readMailbox(
  settings: InboundSettings,
  cursor: MailboxCursor | null,
  at: Date,
): Promise<MailboxPage> {
  return withMailbox(settings, async (client, box) => {
    const isKnown = cursor !== null && cursor.uidValidity === box.uidValidity;
    const lastUid = isKnown ? cursor.lastUid : 0n;
    const uids = await wantedUids(client, lastUid, isKnown ? null : addDays(at, -FIRST_LOOK_DAYS));
    const page = uids.slice(0, MAILS_A_PAGE);
    const mails: RawMail[] = [];
    for (const uid of page) {
      const found = await client.fetchOne(
        String(uid),
        { uid: true, source: { maxLength: MOST_BYTES } },
        { uid: true },
      );
      const source = found ? found.source : undefined;
      if (source) mails.push({ uid: BigInt(uid), raw: source });
    }
    const nothingLeft = BigInt(box.uidNext) - 1n;
    const reached = page.length < uids.length ? BigInt(page.at(-1) ?? 0) : nothingLeft;
    return {
      mails,
      cursor: { uidValidity: box.uidValidity, lastUid: reached > lastUid ? reached : lastUid },
      hasMore: page.length < uids.length,
    };
  });
}

/** Whether a mailbox can be opened: null, or why not. Nothing in it is read or changed. */
export async function mailboxProblem(
  settings: InboundSettings,
): Promise<'no-server' | 'login' | 'folder' | 'unreachable' | null> {
  try {
    return await withMailbox(settings, async () => null);
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
  });
  // Without a listener a broken connection would end the process; the pending command rejects all the same.
  client.on('error', () => {});
  try {
    await client.connect();
    const box = await client.mailboxOpen(settings.mailbox, { readOnly: true }).catch((cause: unknown) => {
      throw client.usable ? new NoFolder(`No folder ${settings.mailbox}`, { cause }) : cause;
    });
    return await use(client, box);
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function wantedUids(client: ImapFlow, lastUid: bigint, since: Date | null): Promise<number[]> {
  const found = await client.search(since ? { since } : { uid: `${lastUid + 1n}:*` }, { uid: true });
  // A search that was refused, or broken off, is no answer: taken for "nothing", it would pass over what is there.
  if (!found) throw new NoSearch('The mailbox did not say what is in it');
  // "n:*" always includes the newest mail, even when its UID is below n.
  return found.filter((uid) => BigInt(uid) > lastUid).sort((a, b) => a - b);
}
