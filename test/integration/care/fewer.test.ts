import { beforeAll, expect, it } from 'vitest';
import { changeChoices } from '~/care/answers/change-choices.server';
import { loadChoices } from '~/care/answers/preferences.server';
import { savePreference } from '~/care/answers/save-preference.server';
import { rekeyCare } from '~/care/people/rekey-care.server';
import { sqlInShop } from '~/db.server';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { makeCustomer, makeShop } from '../../factories/history';

const shop = 701n;

beforeAll(async () => {
  await makeShop({ id: shop });
});

it('"less often" halves the caps of that customer alone, and "as it comes" gives them back', async () => {
  const [mia, ben] = await sqlInShop(shop, async (sql) => [await makeCustomer(sql), await makeCustomer(sql)]);
  const capsOf = async (id: bigint | undefined) =>
    (await sqlInShop(shop, (sql) => loadGateFacts(sql, id ?? 0n, new Date())))?.shop.settings.caps;
  const choose = (rate: string) =>
    changeChoices(
      { shopId: shop, customerId: mia ?? 0n },
      new URLSearchParams({ do: 'save', rate, pause: 'none' }),
    );
  await choose('fewer');
  expect(await capsOf(mia)).toEqual({ perWeek: 1, perMonth: 2, marketingPerWeek: 1 });
  expect(await capsOf(ben)).toEqual({ perWeek: 2, perMonth: 4, marketingPerWeek: 1 });
  await choose('usual');
  expect(await capsOf(mia)).toEqual({ perWeek: 2, perMonth: 4, marketingPerWeek: 1 });
});

it('"less often" holds through a break and after it', async () => {
  const customerId = await sqlInShop(shop, (sql) => makeCustomer(sql));
  const choose = (rate: string, pause: string) =>
    changeChoices({ shopId: shop, customerId }, new URLSearchParams({ do: 'save', rate, pause }));
  const stands = async () => {
    const { rate, pausedUntil } = await loadChoices({ shopId: shop, customerId });
    const facts = await sqlInShop(shop, (sql) => loadGateFacts(sql, customerId, new Date()));
    return { rate, isPaused: pausedUntil !== null, perWeek: facts?.shop.settings.caps.perWeek };
  };
  await choose('fewer', '30');
  expect(await stands()).toEqual({ rate: 'fewer', isPaused: true, perWeek: 1 });
  await choose('usual', 'keep');
  expect(await stands()).toEqual({ rate: 'usual', isPaused: true, perWeek: 2 });
  await choose('fewer', 'keep');
  await choose('fewer', 'none');
  expect(await stands()).toEqual({ rate: 'fewer', isPaused: false, perWeek: 1 });
});

it('in a merge "less often" stays, whatever silence the other once had', async () => {
  const [from, kept] = await sqlInShop(shop, async (sql) => [
    await makeCustomer(sql),
    await makeCustomer(sql),
  ]);
  const of = { shopId: shop, customerId: from ?? 0n };
  await changeChoices(of, new URLSearchParams({ do: 'save', rate: 'fewer', pause: 'none' }));
  await sqlInShop(shop, async (sql) => {
    const over = { kind: '*', choice: 'snoozed', until: new Date('2024-01-01'), source: 'staff' } as const;
    await savePreference(sql, { ...over, customerId: kept ?? 0n });
    await rekeyCare(sql, from ?? 0n, kept ?? 0n);
  });
  expect(await loadChoices({ shopId: shop, customerId: kept ?? 0n })).toMatchObject({
    rate: 'fewer',
    pausedUntil: null,
  });
});
