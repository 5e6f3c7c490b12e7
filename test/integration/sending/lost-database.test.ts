import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import type { Kind } from '~/base/vocabulary/kinds';
import { closeDatabase, sqlInShop } from '~/db.server';
import { decideMessage } from '~/outreach/change-plans/decide.server';
import { giveUpUnanswered } from '~/sending/claim-mail.server';
import { deliveriesDone, stopSending, sweepDue } from '~/sending/sweep-due.server';
import {
  makeCustomer,
  makeMessage,
  makeSendingShop,
  readMails,
  readMessage,
  readTransitions,
} from '../../factories/sending-shop';
import { type LosingDatabase, startLosingDatabase } from '../../support/losing-database';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';
import { until } from '../../support/until';

moveClock(WEDNESDAY_NOON);
let server: MailServer;
let database: LosingDatabase;

openMailServer((started) => {
  server = started;
});
beforeAll(async () => {
  database = await startLosingDatabase(String(process.env.DATABASE_URL));
  process.env.DATABASE_URL = database.url;
  process.env.DATABASE_ANSWER_SECONDS = '2';
});
afterAll(async () => {
  await closeDatabase();
  await database.stop();
});
beforeEach(() => database.lose('', 'before-commit', 0));

async function due({
  email = 'ada@buyer.example',
  kind = 'thank-you',
}: {
  email?: string;
  kind?: Kind;
} = {}) {
  const shopId = await makeSendingShop({ smtp: server.settings });
  const customerId = await makeCustomer(shopId, { email });
  return { shopId, customerId, messageId: await makeMessage(shopId, { customerId, kind }) };
}

async function sweep(): Promise<void> {
  await sweepDue();
  await deliveriesDone();
}

async function tries(shopId: bigint): Promise<(string | null)[]> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ outcome: string | null }>('SELECT outcome FROM attempt WHERE shop_id = $1 ORDER BY id'),
  );
  return rows.map(({ outcome }) => outcome);
}

/** The lease of the mail on its way is over, and a sweep finds that. */
async function givenUp(shopId: bigint): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE mail SET lease_until = now() - interval '1 second' WHERE shop_id = $1 AND state = 'sending'`,
    ),
  );
  await giveUpUnanswered(now());
}

describe('a database that is lost at the commit before the final dot', () => {
  it.each(['before-commit', 'after-commit', 'silent'] as const)(
    '%s: nothing was given to the mail server, so it is sent again, once',
    async (at) => {
      const { shopId, messageId } = await due();
      database.lose('commit-mails', at, 1);
      await sweep();
      expect(database.losses).toBe(1);
      expect(server.received).toHaveLength(0);
      expect((await readMails(shopId))[0]).toMatchObject({ state: 'sending', phase: 'body', fence: 1 });
      await sweep();
      expect(server.received).toHaveLength(1);
      expect((await readMessage(shopId, messageId)).state).toBe('sent');
      expect((await readMails(shopId))[0]).toMatchObject({ fence: 2, attempts: 2 });
    },
  );
});

describe('a database that is lost while an outcome is saved', () => {
  it.each([
    ['ada', 'sent'],
    ['spam', 'failed'],
  ])('%s: the answer of the mail server is kept until it is saved: %s', async (name, state) => {
    const { shopId, messageId } = await due({ email: `${name}@buyer.example` });
    database.lose('end-mails', 'before-commit', 2);
    await sweep();
    expect(database.losses).toBe(2);
    expect((await readMessage(shopId, messageId)).state).toBe(state);
    expect(await tries(shopId)).toEqual([state]);
  });

  it('and had saved it: it is saved once, and what follows from it still happens', async () => {
    const { shopId, customerId, messageId } = await due({ kind: 'running-low' });
    database.lose('end-mails', 'after-commit', 1);
    await sweep();
    expect(database.losses).toBe(1);
    expect((await readMessage(shopId, messageId)).state).toBe('sent');
    expect(await tries(shopId)).toEqual(['sent']);
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ due: Date | null }>(
        'SELECT replan_due_at AS due FROM customer WHERE shop_id = $1 AND id = $2',
        customerId,
      ),
    );
    expect(row?.due, 'its next step is judged by it').not.toBeNull();
  });

  it('and had saved that it is tried again later: it is one try', async () => {
    const { shopId, messageId } = await due({ email: 'busy@buyer.example' });
    database.lose('end-mails', 'after-commit', 1);
    await sweep();
    expect(database.losses).toBe(1);
    expect((await readMessage(shopId, messageId)).why?.map(({ code }) => code)).toEqual(['soft-failure']);
    expect(await tries(shopId)).toEqual(['retry']);
  });

  it.each([
    ['ada', 'sent'],
    ['spam', 'failed'],
  ])(
    '%s: and another worker gave the mail up meanwhile: it becomes what it truly is: %s',
    async (name, state) => {
      const { shopId, messageId } = await due({ email: `${name}@buyer.example` });
      database.lose('end-mails', 'before-commit', 3);
      const sweeping = sweep();
      await until('an outcome was not saved', async () => database.losses > 0);
      await givenUp(shopId);
      expect((await readMessage(shopId, messageId)).state).toBe('unconfirmed');
      await sweeping;
      expect((await readMessage(shopId, messageId)).state).toBe(state);
      expect((await readMails(shopId))[0]).toMatchObject({ state });
      expect(await tries(shopId)).toEqual([state]);
      const told = (await readTransitions(shopId, messageId)).map(({ from, to }) => `${from} ${to}`);
      expect(told.slice(-2)).toEqual(['sending unconfirmed', `unconfirmed ${state}`]);
    },
  );

  it('and a person decided meanwhile: their word stays', async () => {
    const { shopId, messageId } = await due({ email: 'spam@buyer.example' });
    database.lose('end-mails', 'before-commit', 3);
    const sweeping = sweep();
    await until('an outcome was not saved', async () => database.losses > 0);
    await givenUp(shopId);
    expect(await decideMessage(shopId, { messageId, action: 'confirm_sent', by: '1' })).toEqual({
      status: 'done',
    });
    await sweeping;
    expect((await readMessage(shopId, messageId)).state).toBe('sent');
    expect(await tries(shopId)).toEqual(['unconfirmed']);
  });

  // The last one: a process that stopped sending does not begin again.
  it('and does not come back: the end of the process waits for one more try', async () => {
    const { shopId } = await due();
    database.lose('end-mails', 'before-commit', 1_000);
    await sweepDue();
    await until('an outcome was not saved', async () => database.losses > 0);
    await stopSending();
    expect(database.losses).toBeLessThanOrEqual(3);
    expect(server.received).toHaveLength(1);
    expect((await readMails(shopId))[0]).toMatchObject({ state: 'sending', phase: 'committing' });
  });
});
