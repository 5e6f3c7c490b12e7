import { expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { emailHash } from '~/base/lib/sealed.server';
import { takeInbound } from '~/care/inbound/take-inbound.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { redactCustomer } from '~/office/privacy/redact-customer.server';
import { claimDue } from '~/sending/claim-mail.server';
import { type Ended, saveOutcome } from '~/sending/save-outcome.server';
import { makeCustomer, makeMessage, makeSendingShop } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { until } from '../../support/until';
import { waitingStatements } from '../../support/waiting-statements';

moveClock(WEDNESDAY_NOON);

const ADDRESS = 'ada@buyer.example';
const REPLY = `550 5.1.1 <${ADDRESS}> unknown`;

async function claimed() {
  const shopId = await makeSendingShop();
  const customerId = await makeCustomer(shopId, { email: ADDRESS });
  const messageId = await makeMessage(shopId, { customerId });
  const claims = await claimDue({ now: now(), limit: 1, perShop: 1, roomByShop: new Map() });
  const mail = claims.find((one) => one.shopId === shopId);
  if (!mail) throw new Error('nothing was claimed');
  return { shopId, customerId, messageId, mail };
}

async function erase(sql: ShopSql, customerId: bigint): Promise<void> {
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
    shopifyOrderIds: [],
    requestedAt: now(),
  });
}

const endOf = ({ mail, shopId }: Awaited<ReturnType<typeof claimed>>): Ended => ({
  mail,
  outcome: {
    to: 'failed',
    bounce: 'hard',
    reason: { code: 'hard-failure', phase: 'envelope', reply: REPLY },
  },
  phase: 'envelope',
  emailHash: emailHash(shopId, ADDRESS),
  isRedirected: false,
});

async function expectNothingBack({
  shopId,
  messageId,
}: {
  shopId: bigint;
  messageId: bigint;
}): Promise<void> {
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
  expect(row?.told).not.toContain('unknown');
}

it('an outcome that comes after its customer was erased is counted, and brings neither address nor answer back', async () => {
  const one = await claimed();
  await sqlInShop(one.shopId, (sql) => erase(sql, one.customerId));
  expect(await saveOutcome(endOf(one))).toBe(true);
  await expectNothingBack(one);
});

it('an outcome that comes while its customer is being erased brings nothing back either', async () => {
  const one = await claimed();
  let saving: Promise<boolean> | undefined;
  await sqlInShop(one.shopId, async (sql) => {
    await erase(sql, one.customerId);
    saving = saveOutcome(endOf(one));
    await until('the outcome waits for the eraser', async () => (await waitingStatements()) > 0);
  });
  expect(await saving).toBe(true);
  await expectNothingBack(one);
});

it('a reply of somebody who was erased leaves no words of theirs', async () => {
  const one = await claimed();
  await saveOutcome({ ...endOf(one), outcome: { to: 'sent', reply: '250 ok' }, phase: 'committing' });
  const header = `<${one.mail.id}@carafe.example>`;
  await sqlInShop(one.shopId, (sql) =>
    sql.run('UPDATE mail SET message_id_header = $3 WHERE shop_id = $1 AND id = $2', one.mail.id, header),
  );
  await sqlInShop(one.shopId, (sql) => erase(sql, one.customerId));
  const meaning = { kind: 'reply' as const, messageIds: [header], text: 'It is Ada again' };
  expect(await takeInbound(one.shopId, { source: 'imap', sourceKey: 'a-1', meaning })).toMatchObject({
    status: 'taken',
  });
  for (const table of ['contact_note', 'engagement', 'task'])
    expect(
      await sqlInShop(one.shopId, (sql) => sql.rows(`SELECT 1 FROM ${table} WHERE shop_id = $1`)),
      table,
    ).toEqual([]);
});
