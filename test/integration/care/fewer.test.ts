import { beforeAll, expect, it } from 'vitest';
import { changeChoices } from '~/care/answers/change-choices.server';
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
