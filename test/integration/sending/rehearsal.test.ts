import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { recordAnswer } from '~/care/answers/record-answer.server';
import { openLink } from '~/care/answers/signed-link.server';
import { unsubscribe } from '~/care/suppressions/unsubscribe.server';
import { sqlInShop } from '~/db.server';
import { saveSettings } from '~/intake/shops/load-shop.server';
import { loadSent } from '~/office/pages/home/sent.server';
import { loadHomeReport } from '~/office/reports/home-report.server';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { makeCustomer, makeMessage, makeSendingShop, readMessage } from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

moveClock(WEDNESDAY_NOON);
process.env.MAIL_FROM = 'post@carafe.test';
let server: MailServer;

openMailServer((started) => {
  server = started;
});

const noon = new Date(WEDNESDAY_NOON);
const today = noon.toISOString().slice(0, 10);
const dayBefore = new Date(noon.getTime() - 86_400_000).toISOString().slice(0, 10);

async function rehearse(sendAllToUntil = today, sendAllTo = 'owner@adas.example') {
  const shopId = await makeSendingShop({
    smtp: server.settings,
    settings: { sendAllTo, sendAllToUntil },
  });
  const customerId = await makeCustomer(shopId);
  const messageId = await makeMessage(shopId, { customerId, kind: 'running-low' });
  await sweepDue();
  await deliveriesDone();
  const [received] = server.received;
  return { shopId, customerId, messageId, received };
}

describe('send everything to me instead', () => {
  it('takes the mail to the merchant once, and says in subject, HTML and text for whom it was', async () => {
    const { received, shopId, messageId } = await rehearse();
    await sweepDue();
    await deliveriesDone();
    expect(server.received).toHaveLength(1);
    expect(received).toMatchObject({ to: 'owner@adas.example' });
    const mail = await simpleParser(received?.raw ?? '');
    expect(mail.subject).toMatch(/^\[for ada@buyer\.example\] /);
    expect([mail.to].flat()[0]?.value).toMatchObject([{ address: 'owner@adas.example' }]);
    for (const part of [mail.text, String(mail.html)]) {
      expect(part).toContain('This mail was made for ada@buyer.example');
    }
    const message = await readMessage(shopId, messageId);
    expect(message.state).toBe('sent');
  });

  it('ends with its last day: the next mail is the customer’s', async () => {
    const { received } = await rehearse(dayBefore);
    expect(received).toMatchObject({ to: 'ada@buyer.example' });
    expect(received?.raw).not.toContain('[for ');
  });

  it('counts for no cap, no report and no lift', async () => {
    const { shopId, customerId } = await rehearse();
    const week = {
      since: new Date(noon.getTime() - 7 * 86_400_000),
      now: new Date(noon.getTime() + 86_400_000),
    };
    await sqlInShop(shopId, async (sql) => {
      expect(await loadSent(sql, week)).toMatchObject({ mails: 0, latest: [] });
      expect(await loadHomeReport(sql, { since: week.since, until: week.now })).toEqual({
        kinds: [],
        redirected: 1,
      });
      expect(await sql.rows('SELECT 1 FROM exposure WHERE shop_id = $1')).toEqual([]);
      const during = await loadGateFacts(sql, customerId, noon);
      expect(during?.recentMails).toHaveLength(1);
      await sql.run(`UPDATE shop SET settings = settings || '{"sendAllTo": ""}' WHERE id = $1`);
      const after = await loadGateFacts(sql, customerId, noon);
      expect(after?.recentMails).toEqual([]);
    });
  });

  it('has links that show what they would do, and do nothing to the customer', async () => {
    const { shopId, customerId, received } = await rehearse();
    const mail = await simpleParser(received?.raw ?? '');
    const html = String(mail.html);
    const token = (purpose: string) => new RegExp(`/p/${purpose}/([\\w.-]+)`).exec(html)?.[1];
    const claims = openLink('unsubscribe', token('unsubscribe'));
    expect(claims).toMatchObject({ shopId, customerId: 0n });
    if (!claims) return;
    await unsubscribe(claims, 'page');
    await recordAnswer(claims, { answer: 'not_for_me' });
    const left = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT 1 FROM suppression WHERE shop_id = $1 UNION ALL SELECT 1 FROM answer WHERE shop_id = $1
         UNION ALL SELECT 1 FROM mail WHERE shop_id = $1 AND unsubscribed_at IS NOT NULL
         UNION ALL SELECT 1 FROM preference WHERE shop_id = $1 AND customer_id = $2`,
        customerId,
      ),
    );
    expect(left).toEqual([]);
  });

  it('says nothing of the customer’s address when the merchant’s refuses it', async () => {
    // The server does not know this recipient, and says so for good.
    const { shopId, messageId } = await rehearse(today, 'unknown@adas.example');
    expect((await readMessage(shopId, messageId)).state).toBe('failed');
    const rows = await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM suppression WHERE shop_id = $1'));
    expect(rows).toEqual([]);
  });

  it('switched on while a mail is on its way, it still keeps that mail from the customer', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    const customerId = await makeCustomer(shopId);
    await makeMessage(shopId, { customerId, kind: 'running-low' });
    server.onRecipient = async () => {
      server.onRecipient = null;
      await sqlInShop(shopId, (sql) => saveSettings(sql, { sendAllTo: 'owner@adas.example' }));
    };
    for (const _ of [1, 2]) {
      await sweepDue();
      await deliveriesDone();
    }
    expect(server.received.map(({ to }) => to)).toEqual(['owner@adas.example']);
  });
});
