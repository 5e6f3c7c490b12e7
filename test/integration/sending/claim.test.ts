import { beforeEach, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { emailHash } from '~/base/lib/sealed.server';
import type { Kind } from '~/base/vocabulary/kinds';
import { suppress } from '~/care/suppressions/suppress.server';
import { acrossShops, sqlInShop } from '~/db.server';
import { holdoutArm } from '~/outreach/planning/holdout';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import {
  type ClaimedMail,
  type ClaimRoom,
  claimAgain,
  claimDue,
  freeFollowers,
  giveUpUnanswered,
} from '~/sending/claim-mail.server';
import { deliverMail } from '~/sending/deliver-mail.server';
import { loadGates } from '~/sending/load-gates.server';
import { notePhase, notesOf } from '~/sending/note-phase.server';
import { saveOutcome } from '~/sending/save-outcome.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { takeBack } from '~/sending/take-back.server';
import {
  makeCustomer,
  makeCustomers,
  makeMessage,
  makeMessages,
  makeSendingShop,
  readMails,
  readMessage,
  readTransitions,
} from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

moveClock(WEDNESDAY_NOON);
let server: MailServer;

openMailServer((started) => {
  server = started;
});
beforeEach(async () => {
  server.onRecipient = null;
  await acrossShops('sweep', (sql) =>
    sql.run(`UPDATE message SET state = 'cancelled' WHERE state IN ('planned', 'sending')`),
  );
  await acrossShops('sweep', (sql) => sql.run(`UPDATE mail SET state = 'dropped' WHERE state = 'sending'`));
});

const room = (part: Partial<ClaimRoom> = {}): ClaimRoom => ({
  now: now(),
  limit: 100,
  perShop: 100,
  roomByShop: new Map(),
  ...part,
});

async function leaseRunsOut(mail: ClaimedMail): Promise<void> {
  await sqlInShop(mail.shopId, (sql) =>
    sql.run(
      `UPDATE mail SET lease_until = now() - interval '1 second' WHERE shop_id = $1 AND id = $2`,
      mail.id,
    ),
  );
}

async function one(): Promise<{ shopId: bigint; messageId: bigint; mail: ClaimedMail; customerId: bigint }> {
  const shopId = await makeSendingShop({ smtp: server.settings });
  const customerId = await makeCustomer(shopId);
  const messageId = await makeMessage(shopId, { customerId });
  const [mail] = await claimDue(room());
  if (!mail) throw new Error('nothing was claimed');
  return { shopId, messageId, mail, customerId };
}

describe('a claim', () => {
  it('takes what is due and nothing else', async () => {
    const shopId = await makeSendingShop();
    const customerId = await makeCustomer(shopId);
    await makeMessage(shopId, { customerId, dueAt: new Date(now().getTime() + 60_000) });
    await makeMessage(shopId, { customerId, state: 'held' });
    await makeMessage(shopId, { customerId, state: 'awaiting_approval' });
    expect(await claimDue(room())).toEqual([]);
    const due = await makeMessage(shopId, { customerId });
    expect(await claimDue(room())).toMatchObject([
      { shopId, customerId, fence: 1, attempts: 1, leadKind: 'thank-you' },
    ]);
    expect((await readMessage(shopId, due)).state).toBe('sending');
    expect(await claimDue(room())).toEqual([]);
  });

  it('takes the messages that go in the same mail with their lead', async () => {
    const shopId = await makeSendingShop();
    const customerId = await makeCustomer(shopId);
    const leadKey = 'running-low-100-1';
    const ids = await makeMessages(shopId, [
      { customerId, kind: 'running-low', key: leadKey },
      { customerId, kind: 'running-low', key: 'running-low-101-1', leadKey },
      { customerId, kind: 'running-low', key: 'running-low-102-1', leadKey, state: 'held' },
    ]);
    const [mail, ...others] = await claimDue(room());
    expect(others).toEqual([]);
    const states = await Promise.all(ids.map((id) => readMessage(shopId, id)));
    expect(states.map(({ state, mailId }) => [state, mailId])).toEqual([
      ['sending', mail?.id],
      ['sending', mail?.id],
      ['held', null],
    ]);
  });

  it('by many at once takes each message once', async () => {
    const shopId = await makeSendingShop();
    const customers = await makeCustomers(
      shopId,
      Array.from({ length: 200 }, (_, i) => ({ email: `a${i}@b.example` })),
    );
    await makeMessages(
      shopId,
      customers.map((customerId) => ({ customerId })),
    );
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => claimDue(room({ limit: 50, perShop: 50 }))),
    );
    const ids = claims.flat().map(({ customerId }) => customerId);
    expect(new Set(ids).size).toBe(ids.length);
    while (ids.length < 200) {
      const more = await claimDue(room());
      expect(more.length).toBeGreaterThan(0);
      ids.push(...more.map(({ customerId }) => customerId));
    }
    expect(new Set(ids).size).toBe(200);
  });

  it('leaves room for other shops, however long one shop’s queue is', async () => {
    const long = await makeSendingShop();
    const customers = await makeCustomers(
      long,
      Array.from({ length: 30 }, (_, i) => ({ email: `a${i}@b.example` })),
    );
    await makeMessages(
      long,
      customers.map((customerId) => ({ customerId, dueAt: new Date(now().getTime() - 3_600_000) })),
    );
    const short = await makeSendingShop();
    await makeMessage(short, { customerId: await makeCustomer(short) });
    const claimed = await claimDue(room({ limit: 20, perShop: 10 }));
    expect(claimed.filter(({ shopId }) => shopId === long)).toHaveLength(10);
    expect(claimed.filter(({ shopId }) => shopId === short)).toHaveLength(1);
    const full = await claimDue(room({ roomByShop: new Map([[long, { left: 0, mails: 0 }]]) }));
    expect(full).toEqual([]);
  });

  it('frees a follower whose lead went without it', async () => {
    const shopId = await makeSendingShop();
    const id = await makeMessage(shopId, {
      customerId: await makeCustomer(shopId),
      leadKey: 'thank-you-gone-1',
      dueAt: new Date(now().getTime() - 120_000),
    });
    expect(await claimDue(room())).toEqual([]);
    await freeFollowers(now());
    expect((await readMessage(shopId, id)).leadKey).toBeNull();
    expect(await claimDue(room())).toHaveLength(1);
  });
});

describe('how far a try has come', () => {
  const phaseOf = async (shopId: bigint) => (await readMails(shopId))[0]?.phase;

  it('is noted where a phase lasts, and not where it is over at once', async () => {
    const { mail, shopId } = await one();
    const notes = notesOf(mail);
    notes.reached('connecting');
    await expect.poll(() => phaseOf(shopId)).toBe('connecting');
    notes.reached('envelope');
    notes.reached('body');
    await notes.end();
    expect(await phaseOf(shopId)).toBe('connecting');
  });

  it('is not taken back from committing by a note that comes late', async () => {
    const { mail, shopId } = await one();
    await sqlInShop(shopId, (sql) => sql.run(`UPDATE mail SET phase = 'committing' WHERE shop_id = $1`));
    expect(await notePhase({ mail, phase: 'body' })).toBe(false);
    expect(await phaseOf(shopId)).toBe('committing');
  });
});

describe('a lease that ran out', () => {
  const runsOn = new AbortController().signal;

  it('gives the mail to another worker under a new fence, and the old one can do nothing more', async () => {
    const { mail, shopId } = await one();
    expect(await claimAgain(room()), 'while it runs, nobody else').toEqual([]);
    await leaseRunsOut(mail);
    const [again] = await claimAgain(room());
    expect(again).toMatchObject({ id: mail.id, fence: 2, attempts: 2 });
    expect(await notePhase({ mail, phase: 'body' })).toBe(false);
    const sent = { to: 'sent', reply: '250 OK' } as const;
    expect(
      await saveOutcome({ mail, outcome: sent, phase: 'committing', emailHash: null, isRedirected: false }),
    ).toBe(false);
    await deliverMail(mail, runsOn);
    await takeBack(mail);
    expect(await claimAgain(room())).toEqual([]);
    expect(server.received).toHaveLength(0);
    expect((await readMails(shopId))[0]).toMatchObject({ state: 'sending', phase: 'claimed', fence: 2 });
    if (again) await deliverMail(again, runsOn);
    expect(server.received).toHaveLength(1);
    expect((await readMails(shopId))[0]).toMatchObject({ state: 'sent', fence: 2 });
  });

  it('in committing makes the mail and its messages unconfirmed', async () => {
    const { mail, shopId, messageId } = await one();
    await sqlInShop(shopId, (sql) => sql.run(`UPDATE mail SET phase = 'committing' WHERE shop_id = $1`));
    await leaseRunsOut(mail);
    expect(await claimAgain(room())).toEqual([]);
    expect(await giveUpUnanswered(now())).toBe(1);
    expect((await readMessage(shopId, messageId)).state).toBe('unconfirmed');
    expect(await readTransitions(shopId, messageId)).toContainEqual({
      from: 'sending',
      to: 'unconfirmed',
      code: 'lease-ran-out',
    });
  });
});

describe('what happens between the first look and the dot', () => {
  it('an unsubscribe stops the mail before its dot', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    const messageId = await makeMessage(shopId, { customerId: await makeCustomer(shopId) });
    const hash = emailHash(shopId, 'ada@buyer.example');
    server.onRecipient = async () => {
      if (hash)
        await sqlInShop(shopId, (sql) =>
          suppress(sql, { emailHash: hash, reason: 'unsubscribe', scope: 'not_transactional' }),
        );
    };
    await sweepDue();
    await deliveriesDone();
    expect(server.received).toHaveLength(0);
    expect(await readMessage(shopId, messageId)).toMatchObject({ state: 'skipped', mailId: null });
    expect((await readMails(shopId))[0]?.state).toBe('dropped');
  });

  it('one message fewer makes the mail anew with the rest', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    const customerId = await makeCustomer(shopId);
    const leadKey = 'running-low-200-1';
    const [lead, other] = await makeMessages(shopId, [
      { customerId, kind: 'running-low', key: leadKey, rank: 1 },
      { customerId, kind: 'thank-you', key: 'thank-you-201-1', leadKey },
    ]);
    server.onRecipient = async () => {
      server.onRecipient = null;
      await sqlInShop(shopId, (sql) =>
        sql.run(`UPDATE shop_kind SET mode = 'off' WHERE shop_id = $1 AND kind = 'running-low'`),
      );
    };
    await sweepDue();
    await deliveriesDone();
    expect((await readMessage(shopId, lead ?? 0n)).state).toBe('skipped');
    expect((await readMessage(shopId, other ?? 0n)).state).toBe('planned');
    await sweepDue();
    await deliveriesDone();
    expect((await readMessage(shopId, other ?? 0n)).state).toBe('sent');
    expect(server.received).toHaveLength(1);
    expect((await readMails(shopId)).map(({ state }) => state)).toEqual(['dropped', 'sent']);
  });

  it('a customer whom a plan holds is waited for, and other mail is not', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    const [busy, free] = await makeCustomers(shopId, [
      { email: 'busy1@x.example', firstName: 'A' },
      { email: 'ada@x.example' },
    ]);
    const [waiting, going] = await makeMessages(shopId, [
      { customerId: busy ?? 0n },
      { customerId: free ?? 0n },
    ]);
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const planner = sqlInShop(shopId, async (sql) => {
      await sql.rows('SELECT id FROM customer WHERE shop_id = $1 AND id = $2 FOR UPDATE', busy);
      await sweepDue();
      await isReleased;
    });
    await expect
      .poll(async () => (await readMessage(shopId, going ?? 0n)).state, { timeout: 15_000 })
      .toBe('sent');
    expect((await readMessage(shopId, waiting ?? 0n)).state).toBe('sending');
    release();
    await planner;
    await deliveriesDone();
    expect(server.received).toHaveLength(1);
  });
});

describe('the holdout', () => {
  /** A shop that holds out one in two and had 40 messages due. */
  async function sendWithHoldout(smtp: typeof server.settings) {
    const shopId = await makeSendingShop({ smtp });
    await sqlInShop(shopId, (sql) => sql.run('UPDATE shop_kind SET holdout_percent = 50 WHERE shop_id = $1'));
    const customers = await makeCustomers(
      shopId,
      Array.from({ length: 40 }, (_, i) => ({ email: `ada${i}@buyer.example` })),
    );
    await makeMessages(
      shopId,
      customers.map((customerId) => ({ customerId })),
    );
    await sweepDue();
    await deliveriesDone();
    return { shopId, customers };
  }

  it('writes both arms at the look that decides them and leaves the held-out ones alone', async () => {
    const { shopId } = await sendWithHoldout(server.settings);
    const arms = await sqlInShop(shopId, (sql) =>
      sql.rows<{ arm: string; state: string; count: bigint }>(
        `SELECT e.arm, m.state, count(*) FROM exposure e JOIN message m ON m.shop_id = $1 AND m.key = e.message_key
         WHERE e.shop_id = $1 GROUP BY 1, 2 ORDER BY 1`,
      ),
    );
    expect(arms.map(({ arm, state }) => [arm, state])).toEqual([
      ['holdout', 'skipped'],
      ['treated', 'sent'],
    ]);
    expect(arms.reduce((sum, { count }) => sum + Number(count), 0)).toBe(40);
    expect(server.received).toHaveLength(Number(arms[1]?.count));
  });

  it('counts both arms alike where the mail server takes nothing', async () => {
    const { shopId, customers } = await sendWithHoldout({ ...server.settings, port: 1 });
    const arms = await sqlInShop(shopId, (sql) =>
      sql.rows<{ arm: string; customerId: bigint; kind: Kind }>(
        'SELECT arm, customer_id AS "customerId", kind FROM exposure WHERE shop_id = $1',
      ),
    );
    expect(arms.map(({ customerId }) => customerId).sort()).toEqual([...customers].sort());
    for (const { arm, ...who } of arms) expect(arm).toBe(holdoutArm({ shopId, ...who }, 50));
    expect(new Set(arms.map(({ arm }) => arm))).toEqual(new Set(['holdout', 'treated']));
    expect(server.received).toHaveLength(0);
  });
});

describe('the gates', () => {
  it('read the same facts for a batch as for one customer', async () => {
    const shopId = await makeSendingShop();
    const customers = await makeCustomers(shopId, [
      { email: 'a@b.example' },
      { email: 'c@d.example', consent: 'UNSUBSCRIBED' },
    ]);
    await makeMessages(
      shopId,
      customers.map((customerId) => ({ customerId, kind: 'running-low' as const })),
    );
    await sqlInShop(shopId, async (sql) => {
      const at = now();
      const many = await loadGates(
        sql,
        customers.map((customerId) => ({ customerId, mailId: 5n })),
        { at, isCounted: true },
      );
      expect(many.size).toBe(2);
      for (const customerId of customers) {
        expect(many.get(customerId)).toEqual(await loadGateFacts(sql, customerId, at, { mailId: 5n }));
      }
    });
  });

  it('count what goes today at the first look, and not again at the dot', async () => {
    const { mail, shopId, customerId } = await one();
    const sentToday = (isCounted: boolean) =>
      sqlInShop(shopId, async (sql) => {
        const facts = await loadGates(sql, [{ customerId, mailId: mail.id }], { at: now(), isCounted });
        return facts.get(customerId)?.kinds['thank-you']?.sentToday;
      });
    expect(await sentToday(true)).toBe(1);
    expect(await sentToday(false)).toBe(0);
  });
});
