import { expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { emailHash } from '~/base/lib/sealed.server';
import { sqlInShop } from '~/db.server';
import { redactCustomer } from '~/office/privacy/redact-customer.server';
import { claimDue } from '~/sending/claim-mail.server';
import { saveOutcome } from '~/sending/save-outcome.server';
import { makeCustomer, makeMessage, makeSendingShop } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

moveClock(WEDNESDAY_NOON);

const ADDRESS = 'ada@buyer.example';
const REPLY = `550 5.1.1 <${ADDRESS}> unknown`;

it('an outcome that comes after its customer was erased is counted, and brings neither address nor answer back', async () => {
  const shopId = await makeSendingShop();
  const customerId = await makeCustomer(shopId, { email: ADDRESS });
  const messageId = await makeMessage(shopId, { customerId });
  const [mail] = await claimDue({ now: now(), limit: 1, perShop: 1, roomByShop: new Map() });
  if (!mail) throw new Error('nothing was claimed');
  const hash = emailHash(shopId, ADDRESS);
  await sqlInShop(shopId, async (sql) => {
    const [customer] = await sql.rows<{ gid: string }>(
      'SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND id = $2',
      customerId,
    );
    await redactCustomer(sql, {
      id: 1n,
      kind: 'customer-redact',
      shopifyCustomerId: customer?.gid ?? null,
      emailHash: null,
      inboxCustomerHash: null,
      inboxEmailHash: null,
      requestedAt: now(),
    });
  });

  const isSaved = await saveOutcome({
    mail,
    outcome: {
      to: 'failed',
      bounce: 'hard',
      reason: { code: 'hard-failure', phase: 'envelope', reply: REPLY },
    },
    phase: 'envelope',
    emailHash: hash,
    isRedirected: false,
  });
  expect(isSaved).toBe(true);

  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ state: string; hash: Buffer | null; bounce: string; attempts: number; told: string }>(
      `SELECT a.state, a.email_hash AS hash, a.bounce_kind AS bounce,
         (SELECT count(*)::int FROM attempt t WHERE t.shop_id = $1 AND t.mail_id = a.id) AS attempts,
         concat(a.provider_reply, (SELECT string_agg(t.reply, '') FROM attempt t WHERE t.shop_id = $1 AND t.mail_id = a.id),
           (SELECT m.why::text FROM message m WHERE m.shop_id = $1 AND m.id = $2),
           (SELECT string_agg(x.reason::text, '') FROM message_transition x WHERE x.shop_id = $1 AND x.message_id = $2)) AS told
       FROM mail a WHERE a.shop_id = $1`,
      messageId,
    ),
  );
  expect(row).toMatchObject({ state: 'failed', hash: null, bounce: 'hard', attempts: 1 });
  expect(row?.told).toContain('hard-failure');
  expect(row?.told).not.toContain(ADDRESS);
});
