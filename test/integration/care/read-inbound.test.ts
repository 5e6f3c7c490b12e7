import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailHash } from '~/base/lib/sealed.server';
import { readInboundOf } from '~/care/inbound/read-inbound.server';
import { sqlInShop } from '~/db.server';
import { saveInbound } from '~/intake/shops/mail-servers.server';
import { loadStops, resumeSending } from '~/office/pages/home/stopped.server';
import { makeCustomer, makeShop } from '../../factories/history';
import { type ImapServer, startImapServer } from '../../support/imap-server';
import { onServer } from '../../support/postgres-server';

let shop = 500n;
let imap: ImapServer;
let serial = 0;
const asOwner = (text: string) => onServer(String(process.env.DATABASE_URL), (client) => client.query(text));
const inShop = <T>(work: Parameters<typeof sqlInShop<T>>[1]) => sqlInShop(shop, work);

beforeAll(async () => {
  imap = await startImapServer();
});
afterAll(() => imap.close());

/** A shop of its own with the mailbox set. */
async function openShop() {
  shop += 1n;
  await makeShop({ id: shop });
  await inShop((sql) =>
    saveInbound(sql, {
      host: '127.0.0.1',
      port: imap.port,
      secure: false,
      user: 'testuser',
      password: 'testpass',
      mailbox: 'INBOX',
    }),
  );
}

async function sendMail(email = `mia${++serial}@buyer.example`) {
  const header = `<${++serial}.test@shop.example>`;
  const customerId = await inShop((sql) => makeCustomer(sql, { email }));
  const [mail] = await inShop((sql) =>
    sql.rows<{ id: bigint }>(
      `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, email_hash, sent_at, message_id_header)
       VALUES ($1, $2, 'marketing', 'sent', now(), now(), 'running-low', $3, now(), $4) RETURNING id`,
      customerId,
      emailHash(shop, email),
      header,
    ),
  );
  return { customerId, email, header, mailId: (mail as { id: bigint }).id };
}

/** One of the examples, about this mail, as another mail of its own. */
function arrive(name: string, { header, email }: { header: string; email: string }) {
  const raw = readFileSync(`test/fixtures/inbound/${name}.eml`, 'utf8')
    .replaceAll('{{MESSAGE_ID}}', header)
    .replaceAll('{{RECIPIENT}}', email)
    .replace(/^Message-Id: <(.*)>\r$/im, `Message-ID: <${++serial}.$1>\r`);
  imap.append(raw);
}

const mailOf = async (mailId: bigint) =>
  (
    await inShop((sql) =>
      sql.rows<{ bounce: string | null; bouncedAt: Date | null; spam: Date | null; replied: Date | null }>(
        `SELECT bounce_kind AS bounce, bounced_at AS "bouncedAt", spam_reported_at AS spam, replied_at AS replied FROM mail WHERE shop_id = $1 AND id = $2`,
        mailId,
      ),
    )
  )[0];

const suppressionsOf = async (email: string) =>
  (
    await inShop((sql) =>
      sql.rows<{ reason: string }>(
        `SELECT reason FROM suppression WHERE shop_id = $1 AND email_hash = $2 AND lifted_at IS NULL`,
        emailHash(shop, email),
      ),
    )
  ).map(({ reason }) => reason);

const tasks = async () =>
  (
    await inShop((sql) => sql.rows<{ kind: string }>(`SELECT kind FROM task WHERE shop_id = $1 ORDER BY id`))
  ).map(({ kind }) => kind);

describe('a shop’s mailbox', () => {
  it('without one there is nothing to read', async () => {
    shop += 1n;
    await makeShop({ id: shop });
    expect(await readInboundOf(shop)).toEqual({ status: 'no-mailbox' });
  });

  it('that refuses is noted in words without secrets, and tried again', async () => {
    await openShop();
    await inShop((sql) =>
      saveInbound(sql, {
        host: '127.0.0.1',
        port: imap.port,
        secure: false,
        user: 'testuser',
        password: 'wrong',
        mailbox: 'INBOX',
      }),
    );
    expect(await readInboundOf(shop)).toEqual({ status: 'unreachable', error: 'AUTHENTICATION_FAILED' });
    const [row] = await inShop((sql) =>
      sql.rows<{ error: string }>(`SELECT error FROM inbound_cursor WHERE shop_id = $1`),
    );
    expect(row?.error).toBe('AUTHENTICATION_FAILED');
  });

  it('a hard bounce suppresses the address, and reading the mailbox again changes nothing', async () => {
    await openShop();
    const sent = await sendMail();
    arrive('dsn-postfix-unknown-user', sent);
    expect(await readInboundOf(shop)).toMatchObject({ status: 'read', ours: 1 });
    expect(await mailOf(sent.mailId)).toMatchObject({ bounce: 'hard' });
    expect(await suppressionsOf(sent.email)).toEqual(['hard_bounce']);
    expect(await readInboundOf(shop)).toMatchObject({ mails: 0, ours: 0 });
    await inShop((sql) => sql.run(`DELETE FROM inbound_cursor WHERE shop_id = $1`));
    expect(await readInboundOf(shop)).toMatchObject({ ours: 0 });
    const rows = await inShop((sql) => sql.rows(`SELECT 1 FROM inbound_mail WHERE shop_id = $1`));
    expect(rows).toHaveLength(1);
  });

  it('the third soft bounce within a week suppresses the address', async () => {
    await openShop();
    for (const k of [1, 2, 3]) {
      arrive('dsn-mailbox-full', await sendMail('full@buyer.example'));
      await readInboundOf(shop);
      expect(await suppressionsOf('full@buyer.example')).toEqual(k < 3 ? [] : ['soft_bounces']);
    }
  });

  it('a refusal of us pauses the shop’s sending, and spares the address', async () => {
    await openShop();
    const health = async () => {
      const [row] = await inShop((sql) =>
        sql.rows<{ state: string; error: string }>(
          `SELECT state, last_error AS error FROM sender_health WHERE shop_id = $1`,
        ),
      );
      return row;
    };
    const refused = async (email?: string) => {
      const sent = await sendMail(email);
      arrive('dsn-policy', sent);
      await readInboundOf(shop);
      expect(await suppressionsOf(sent.email)).toEqual([]);
    };
    // One recipient could forge as many as they got mails.
    for (let k = 0; k < 4; k++) await refused('forger@buyer.example');
    await refused();
    expect(await health()).toBeUndefined();
    await refused();
    expect(await health()).toMatchObject({ state: 'paused' });
    expect((await health())?.error).toContain('5.7.606');
  });

  it('a reply ends the waiting: it is kept sealed, and a person gets a task', async () => {
    await openShop();
    const sent = await sendMail();
    arrive('reply', sent);
    await readInboundOf(shop);
    expect((await mailOf(sent.mailId))?.replied).toBeInstanceOf(Date);
    expect(await tasks()).toEqual(['answer-reply']);
    const [note] = await inShop((sql) =>
      sql.rows<{ text: Buffer }>(`SELECT text_sealed AS text FROM contact_note WHERE shop_id = $1`),
    );
    expect(note?.text.toString()).not.toContain('espresso');
  });

  it('a reply that says "unsubscribe" does it', async () => {
    await openShop();
    const sent = await sendMail();
    arrive('reply-unsubscribe', sent);
    await readInboundOf(shop);
    expect(await suppressionsOf(sent.email)).toEqual(['unsubscribe']);
  });

  it('a mail with characters that the database refuses stops nothing, and its report counts', async () => {
    await openShop();
    const [first, second] = [await sendMail(), await sendMail()];
    const text = Buffer.from(`<a\0b@x.example>: 5.1.1 \0 user unknown ${first.header}`).toString('base64');
    imap.append(
      `From: MAILER-DAEMON@mx.example\r\nMessage-ID: <${++serial}\0x@mx.example>\r\nIn-Reply-To: <a\0b@x> ${first.header}\r\n` +
        `Subject: Undeliverable\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${text}\r\n`,
    );
    arrive('dsn-postfix-unknown-user', second);
    expect(await readInboundOf(shop)).toMatchObject({ status: 'read', ours: 2 });
    expect(await mailOf(first.mailId)).toMatchObject({ bounce: 'hard' });
    expect(await mailOf(second.mailId)).toMatchObject({ bounce: 'hard' });
    expect(await readInboundOf(shop)).toMatchObject({ mails: 0 });
  });

  it('a mail that no parser reads is passed over, and what comes after it is read', async () => {
    await openShop();
    const sent = await sendMail();
    const from = `From: a@x.example\r\nMessage-ID: <${++serial}@x.example>\r\n`;
    imap.append(
      `${from}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(1_100)}`,
    );
    arrive('dsn-postfix-unknown-user', sent);
    expect(await readInboundOf(shop)).toMatchObject({ status: 'read', ours: 1 });
    expect(await mailOf(sent.mailId)).toMatchObject({ bounce: 'hard' });
    expect(await readInboundOf(shop)).toMatchObject({ mails: 0 });
  });

  it.each(['refused', 'cut'] as const)('a search that is %s passes over nothing', async (how) => {
    await openShop();
    const [first, second] = [await sendMail(), await sendMail()];
    arrive('dsn-postfix-unknown-user', first);
    await readInboundOf(shop);
    arrive('dsn-postfix-unknown-user', second);
    imap.search(how);
    expect(await readInboundOf(shop)).toMatchObject({ status: 'unreachable' });
    imap.search('answered');
    expect(await readInboundOf(shop)).toMatchObject({ status: 'read', ours: 1 });
    expect(await mailOf(second.mailId)).toMatchObject({ bounce: 'hard' });
  });

  it('a mail is read again when the database failed for a reason of its own', async () => {
    await openShop();
    const sent = await sendMail();
    arrive('dsn-postfix-unknown-user', sent);
    await asOwner(`ALTER TABLE inbound_mail RENAME TO inbound_mail_away`);
    await expect(readInboundOf(shop)).rejects.toThrow('inbound_mail');
    await asOwner(`ALTER TABLE inbound_mail_away RENAME TO inbound_mail`);
    expect(await readInboundOf(shop)).toMatchObject({ status: 'read', ours: 1 });
  });

  it('a spam report that names an address and no mail of ours stops nobody: a person is asked, once', async () => {
    await openShop();
    const sent = await sendMail();
    for (let k = 0; k < 2; k++) arrive('spam-report', { ...sent, header: '<forged@nowhere.example>' });
    await readInboundOf(shop);
    expect(await suppressionsOf(sent.email)).toEqual([]);
    expect(await inShop((sql) => sql.rows(`SELECT 1 FROM consent WHERE shop_id = $1`))).toEqual([]);
    expect(await mailOf(sent.mailId)).toMatchObject({ spam: null });
    const asked = await inShop((sql) =>
      sql.rows(`SELECT kind, customer_id AS "customerId" FROM task WHERE shop_id = $1`),
    );
    expect(asked).toEqual([{ kind: 'check-spam-report', customerId: sent.customerId }]);
  });

  it('who names many addresses in spam reports fills no list', async () => {
    await openShop();
    for (let k = 0; k < 12; k++)
      arrive('spam-report', { ...(await sendMail()), header: '<forged@nowhere.example>' });
    await readInboundOf(shop);
    expect(await tasks()).toHaveLength(10);
  });

  it('an automatic reply and somebody else’s mail change nothing', async () => {
    await openShop();
    const sent = await sendMail();
    arrive('out-of-office', sent);
    arrive('somebody-else', sent);
    await readInboundOf(shop);
    expect(await mailOf(sent.mailId)).toMatchObject({ bounce: null, replied: null, spam: null });
    expect(await suppressionsOf(sent.email)).toEqual([]);
    const kinds = await inShop((sql) =>
      sql.rows<{ kind: string }>(`SELECT kind FROM inbound_mail WHERE shop_id = $1`),
    );
    expect(kinds).toEqual([{ kind: 'auto-reply' }]);
  });

  it('a spam report stops the address; the second warns, the third stops marketing, and a resume is not undone', async () => {
    await openShop();
    // A shop that has no row of any kind yet: what is switched on later must be stopped as well.
    const stopped = () =>
      inShop((sql) =>
        sql.rows<{ stop: object | null }>(
          `SELECT marketing_stop AS stop FROM shop WHERE id = $1 AND marketing_stopped_at IS NOT NULL`,
        ),
      );
    const report = async () => {
      const sent = await sendMail();
      arrive('spam-report', sent);
      await readInboundOf(shop);
      return sent;
    };
    const first = await report();
    expect(await suppressionsOf(first.email)).toEqual(['spam_report']);
    expect(await tasks()).toEqual([]);
    await report();
    expect(await tasks()).toEqual(['warn-spam-reports']);
    expect(await stopped()).toEqual([]);
    await report();
    expect(await stopped()).toEqual([{ stop: { cause: 'spam-reports', spamReports: 3, sent: 3 } }]);
    expect(await inShop(loadStops)).toMatchObject([{ cause: 'spam-reports', reports: { spamReports: 3 } }]);
    // Those that still come in while it is stopped do not stop it again after a person looked.
    for (let late = 0; late < 3; late++) await report();
    await resumeSending(shop, 'spam-reports', 'Ada');
    await report();
    expect(await stopped()).toEqual([]);
    expect(await inShop(loadStops)).toEqual([]);
  });

  it('five hard bounces of the last hundred stop everything', async () => {
    await openShop();
    for (let k = 0; k < 5; k++) arrive('dsn-postfix-unknown-user', await sendMail());
    await readInboundOf(shop);
    const [row] = await inShop((sql) =>
      sql.rows<{ stopped: boolean; paused: Date | null }>(
        `SELECT bounces_stopped_at IS NOT NULL AS stopped, paused_at AS paused FROM shop WHERE id = $1`,
      ),
    );
    expect(row).toEqual({ stopped: true, paused: null });
  });

  it('bounces that name addresses and no mail of ours stop nothing, however many', async () => {
    await openShop();
    const sent = [];
    for (let k = 0; k < 6; k++) {
      sent.push(await sendMail());
      for (const name of ['dsn-postfix-unknown-user', 'dsn-policy'])
        arrive(name, { email: sent[k]?.email ?? '', header: '<forged@nowhere.example>' });
    }
    await readInboundOf(shop);
    for (const { email, mailId } of sent) {
      expect(await suppressionsOf(email)).toEqual([]);
      expect(await mailOf(mailId)).toMatchObject({ bounce: null });
    }
    expect(await tasks()).toEqual([]);
    expect(await inShop(loadStops)).toEqual([]);
  });

  it('one recipient’s bounces and spam reports stop nothing, however many mails they got', async () => {
    await openShop();
    for (let k = 0; k < 6; k++) {
      const sent = await sendMail('one@buyer.example');
      arrive('dsn-postfix-unknown-user', sent);
      arrive('spam-report', sent);
    }
    await readInboundOf(shop);
    expect(await tasks()).toEqual([]);
    expect(await inShop(loadStops)).toEqual([]);
  });

  it('a report about another shop’s mail touches neither', async () => {
    await openShop();
    const sent = await sendMail();
    const theirs = shop;
    await openShop();
    arrive('spam-report', sent);
    await readInboundOf(shop);
    shop = theirs;
    expect(await suppressionsOf(sent.email)).toEqual([]);
  });
});
