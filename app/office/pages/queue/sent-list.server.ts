import type { QueueQuery } from '~/base/vocabulary/queue-query';
import type { ShopSql } from '~/db.server';
import { readSentMails, type SentMail } from '~/office/pages/home/sent.server';
import { type KeysetPage, keysetPage, parseCursor, writeCursor } from '~/office/pages/request/cursor';

const PAGE_SIZE = 50;

/** Mails that left, the newest first, those of a rehearsal too. */
export async function listSent(
  sql: ShopSql,
  query: Pick<QueueQuery, 'kind' | 'after' | 'before'>,
): Promise<KeysetPage<SentMail>> {
  const after = parseCursor(query.after);
  const before = after ? null : parseCursor(query.before);
  const found = await readSentMails(sql, select(query.kind, { after, before }));
  const place = { size: PAGE_SIZE, isAfter: after !== null, isBefore: before !== null };
  return keysetPage(found, place, (mail) => writeCursor({ at: mail.sentAt, id: BigInt(mail.mailId) }));
}

type Place = ReturnType<typeof parseCursor>;

/**
 * The mails of one page. Those of a kind are found by their messages of it: no index of mails has their kind, and one that
 * was never sent would be looked for among all. Whether a message led its mail is no way to tell them: whoever was to lead
 * may have been refused at the last look, and of somebody erased it is not known any more.
 */
function select(
  kind: QueueQuery['kind'],
  { after, before }: { after: Place; before: Place },
): Parameters<typeof readSentMails>[1] {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given) + 1}`;
  const from = after ?? before;
  const order = before ? 'ASC' : 'DESC';
  const [at, id] = kind ? ['m.sent_at', 'm.mail_id'] : ['sent_at', 'id'];
  const place = from
    ? `AND (${at}, ${id}) ${before ? '>' : '<'} (${value(from.at)}::timestamptz, ${value(from.id)}::bigint)`
    : '';
  const page = `${place} ORDER BY ${at} ${order}, ${id} ${order} LIMIT ${PAGE_SIZE + 1}`;
  if (!kind)
    return { mails: `SELECT * FROM mail WHERE shop_id = $1 AND sent_at IS NOT NULL ${page}`, order, values };
  // Cut only among mails of the kind themselves: an older mail may tell of several.
  const ofKind = value(kind);
  const mails = `SELECT DISTINCT ON (${at}, ${id}) of_kind.* FROM message m
      CROSS JOIN LATERAL (SELECT * FROM mail WHERE shop_id = $1 AND id = m.mail_id AND lead_kind = ${ofKind} LIMIT 1) of_kind
      WHERE m.shop_id = $1 AND m.state = 'sent' AND m.kind = ${ofKind} ${page}`;
  return { mails, order, values };
}
