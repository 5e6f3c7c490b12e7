import { expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import type { HealthNews } from '~/sending/breaker';
import { hearOfSender, loadSenderHealth } from '~/sending/sender-health.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { until } from '../../support/until';

const at = new Date('2026-11-25T12:00:00Z');
const refused: HealthNews = { kind: 'sender-refused', error: '550 5.7.1 Not you' };

const someoneWaits = async (shopId: bigint) =>
  (await sqlInShop(shopId, (sql) => sql.rows('SELECT FROM pg_locks WHERE NOT granted AND $1 > 0'))).length >
  0;

it.each([
  [refused, { kind: 'accepted' } as const, { state: 'paused', lastError: '550 5.7.1 Not you' }],
  [
    { kind: 'relay-failed', error: 'gone' } as const,
    { kind: 'relay-failed', error: 'gone' } as const,
    { state: 'ok', failures: 2 },
  ],
])(
  'of two first words about a mail server that come at once none is forgotten',
  async (one, other, known) => {
    const shopId = await makeSendingShop();
    let second: Promise<void> | undefined;
    await sqlInShop(shopId, async (sql) => {
      await hearOfSender(sql, [one], at);
      second = sqlInShop(shopId, (later) => hearOfSender(later, [other], at));
      await until('the second has looked, and waits for the first', () => someoneWaits(shopId));
    });
    await second;
    expect(await sqlInShop(shopId, loadSenderHealth)).toMatchObject(known);
  },
);
