import { beforeEach, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { loadHealth } from '~/office/pages/home/health.server';
import { WARM_UP_DAYS, warmUpLimit } from '~/sending/domain/warm-up';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { makeCustomers, makeMessages, makeSendingShop, readMessage } from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

const clock = moveClock(WEDNESDAY_NOON);
let server: MailServer;

openMailServer((started) => {
  server = started;
});
beforeEach(async () => {
  await clock.moveTo(WEDNESDAY_NOON);
});

const MESSAGES = 70;

/** A shop whose domain is new since yesterday, with more to send than it may. */
async function newDomain(warmUpSince: string | null) {
  const shopId = await makeSendingShop({
    smtp: server.settings,
    settings: { senderDomain: { selector: '', warmUpSince, domain: '' } },
  });
  const customers = await makeCustomers(
    shopId,
    Array.from({ length: MESSAGES }, (_, at) => ({ email: `ada${at}@buyer.example` })),
  );
  const usefulUntil = new Date('2026-12-20T12:00:00Z');
  const messages = await makeMessages(
    shopId,
    customers.map((customerId) => ({ customerId, kind: 'warranty-expiry' as const, usefulUntil })),
  );
  return { shopId, messages };
}

async function sendAt(instant: string): Promise<number> {
  await clock.moveTo(instant);
  server.received.length = 0;
  await sweepDue();
  await deliveriesDone();
  return server.received.length;
}

it('a new domain sends 20 mails on its first two days, then 40, and what is over moves on with its reason', async () => {
  const { shopId, messages } = await newDomain('2026-11-24T12:00:00Z');
  expect(await sendAt('2026-11-25T12:00:00Z')).toBe(20);
  const moved = await readMessage(shopId, messages.at(-1) ?? 0n);
  expect(moved).toMatchObject({ state: 'planned' });
  expect(moved.dueAt.toISOString()).toMatch(/^2026-11-26T10:/);
  expect(moved.why?.at(-1)).toEqual({
    code: 'moved-warm-up',
    limit: 20,
    fromOn: '2026-11-25',
    toOn: '2026-11-26',
  });
  expect(await sendAt('2026-11-25T18:00:00Z'), 'the day has no more').toBe(0);
  expect(await sendAt('2026-11-26T12:00:00Z')).toBe(20);
  expect(await sendAt('2026-11-27T12:00:00Z'), 'the rest, of 40').toBe(30);
}, 120_000);

it('the merchant sees how far the day is, and when the limit ends', async () => {
  const { shopId } = await newDomain('2026-11-24T12:00:00Z');
  await sendAt('2026-11-25T12:00:00Z');
  const health = await sqlInShop(shopId, async (sql) =>
    loadHealth(sql, await loadShop(sql), { now: new Date('2026-11-25T13:00:00Z'), unreconciled: 0 }),
  );
  expect(health.mail.warmUp).toEqual({ sentToday: 20, limit: 20, untilOn: '2026-12-13' });
});

it('a domain that is known sends as much as there is', async () => {
  await newDomain(null);
  expect(await sendAt('2026-11-25T12:00:00Z')).toBe(MESSAGES);
});

it('the limit doubles every second day until it is none', () => {
  expect([0, 1, 2, 3, 4, 17].map(warmUpLimit)).toEqual([20, 20, 40, 40, 80, 5_120]);
  expect(warmUpLimit(WARM_UP_DAYS)).toBeNull();
  expect(warmUpLimit(WARM_UP_DAYS - 1)).not.toBeNull();
});
