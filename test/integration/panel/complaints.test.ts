import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlInShop } from '~/db.server';
import { makeCustomer, makeSendingShop } from '../../factories/sending-shop';
import { type PanelWorld, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
});
afterAll(() => world.stop());

async function complain(customerId: bigint, text: string, shopId = world.shopId): Promise<void> {
  const { recordAnswer } = await import('~/care/answers/record-answer.server');
  await recordAnswer({ shopId, customerId }, { answer: 'something_wrong', text });
  // Another tap within the hour with the same answer would be the same tap.
  await sqlInShop(shopId, (sql) =>
    sql.run(`UPDATE answer SET at = at - interval '2 hours' WHERE shop_id = $1`),
  );
}

async function home() {
  const { loader } = await import('~/routes/app._index');
  return (await loader({ request: world.request('/app'), params: {}, context: {} })).complaints;
}

async function change(json: object) {
  const { action } = await import('~/routes/app.complaints');
  const answer = await action({
    request: world.request('/app/complaints', { json }),
    params: {},
    context: {},
  });
  return answer.json();
}

describe('a complaint', () => {
  test('stands on home with the customer’s words, all of them, until a person closes it', async () => {
    const customerId = await makeCustomer(world.shopId, { firstName: 'Wanda' });
    await complain(customerId, 'The bag was torn.');
    await complain(customerId, 'And nobody answers.');
    const [complaint] = (await home()).first;
    expect(complaint).toMatchObject({
      customerId: String(customerId),
      customerName: expect.stringContaining('Wanda'),
      text: 'The bag was torn.\n\nAnd nobody answers.',
    });
    const close = { intent: 'close', id: complaint?.id, remedy: 'replaced', cause: 'product' };
    expect(await change(close)).toEqual({ status: 'done' });
    expect(await home()).toMatchObject({ count: 0, first: [] });
    expect(await change(close)).toEqual({ status: 'gone' });
    expect(await change({ intent: 'reopen', id: complaint?.id })).toEqual({ status: 'done' });
    expect(await home()).toMatchObject({ count: 1 });
  });

  test('that is closed asks for a new plan, and says by what and why it was closed', async () => {
    const customerId = await makeCustomer(world.shopId);
    await complain(customerId, 'Broken');
    await sqlInShop(world.shopId, (sql) =>
      sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1 AND id = $2', customerId),
    );
    const open = (await home()).first.find((one) => one.customerId === String(customerId));
    await change({ intent: 'close', id: open?.id, remedy: 'refunded', cause: 'delivery' });
    const [row] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<object>(
        `SELECT x.state, remedy, cause, closed_at IS NOT NULL AS closed, c.replan_due_at IS NOT NULL AS replan
         FROM complaint x JOIN customer c ON c.id = x.customer_id WHERE x.shop_id = $1 AND x.customer_id = $2`,
        customerId,
      ),
    );
    expect(row).toEqual({
      state: 'closed',
      remedy: 'refunded',
      cause: 'delivery',
      closed: true,
      replan: true,
    });
  });

  test('is reached however many are older: home leads to a list that is leafed to its end', async () => {
    for (let number = 1; number <= 28; number += 1)
      await complain(await makeCustomer(world.shopId), `Number ${number}`);
    const { first, next } = await home();
    expect(first).toHaveLength(5);
    expect(next).not.toBeNull();
    const { loader } = await import('~/routes/app.tasks._index');
    const seen: string[] = [];
    for (let path: string | null = '/app/tasks'; path; ) {
      const { complaints } = await loader({ request: world.request(path), params: {}, context: {} });
      seen.push(...(complaints?.first ?? []).map(({ text }) => text));
      path = complaints?.next ? `/app/tasks?complaints=${complaints.next}` : null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (let number = 1; number <= 28; number += 1) expect(seen).toContain(`Number ${number}`);
  });

  test('of another shop is neither shown nor closed', async () => {
    const other = await makeSendingShop();
    await complain(await makeCustomer(other), 'Theirs', other);
    const [theirs] = await sqlInShop(other, (sql) =>
      sql.rows<{ id: bigint }>('SELECT id FROM complaint WHERE shop_id = $1'),
    );
    expect(JSON.stringify(await home())).not.toContain('Theirs');
    const close = { intent: 'close', id: String(theirs?.id), remedy: 'other', cause: 'other' };
    expect(await change(close)).toEqual({ status: 'gone' });
  });

  test.each([
    { intent: 'close', id: '1' },
    { intent: 'close', id: 'x', remedy: 'other', cause: 'other' },
    {},
    null,
  ])('is not changed by %j', async (json) => {
    await expect(change(json as object)).rejects.toMatchObject({ status: 400 });
  });
});
