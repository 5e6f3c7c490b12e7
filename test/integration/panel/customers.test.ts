import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

const CROWD = 120;
let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld({ crowd: CROWD });
});
afterAll(() => world.stop());

async function list(search: string) {
  const { loader } = await import('~/routes/app.customers._index');
  return loader({ request: world.request(`/app/customers${search}`), params: {}, context: {} });
}

describe('the list of customers', () => {
  test('shows every customer exactly once when leafed through, forwards and back', async () => {
    const forwards: string[] = [];
    let page = await list('');
    expect(page.previous).toBeNull();
    let last = '';
    while (true) {
      forwards.push(...page.rows.map((row) => row.id));
      last = page.next ?? last;
      if (!page.next) break;
      page = await list(`?after=${page.next}`);
    }
    expect(forwards).toHaveLength(CROWD + 5);
    expect(new Set(forwards).size).toBe(forwards.length);

    const backwards = page.rows.map((row) => row.id).toReversed();
    while (page.previous) {
      page = await list(`?before=${page.previous}`);
      backwards.push(...page.rows.map((row) => row.id).toReversed());
    }
    expect(backwards.toReversed()).toEqual(forwards);
  });

  test('finds a person by the beginning of a name, whatever the case and the accents', async () => {
    const { rows } = await list('?search=CHLOE%20dub');
    expect(rows.map((row) => row.name)).toEqual(['Chloé Dubois']);
  });

  test('finds a person by the whole e-mail address, and by no part of a wrong one', async () => {
    expect((await list('?search=Bruno@Example.org')).rows.map((row) => row.name)).toEqual(['Bruno Costa']);
    expect((await list('?search=bruno@example.or')).rows).toEqual([]);
  });

  test('shows only the status that was asked for', async () => {
    const { rows } = await list('?status=lapsed');
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['lapsed']));
  });

  test('names what runs out first and the next message', async () => {
    const { rows } = await list('?search=ada@example.com');
    expect(rows[0]?.runsOut?.title).toBe('Sumatra Mandheling, whole bean, 1 kg');
    expect(rows[0]?.next).toMatchObject({ kind: 'running-low', state: 'awaiting_approval' });
  });

  test('a search of signs that no name holds finds nothing', async () => {
    expect((await list('?search=%25')).rows).toEqual([]);
  });
});

describe('one customer', () => {
  const open = async (id: string) => {
    const { loader } = await import('~/routes/app.customers.$id');
    return loader({ request: world.request(`/app/customers/${id}`), params: { id }, context: {} });
  };

  test('shows who they are, what runs out, what is planned and what followed', async () => {
    const page = await open(String(world.customers.ada));
    expect(page).toMatchObject({
      name: 'Ada Lindqvist',
      email: 'ada@example.com',
      status: 'due',
      consent: { state: 'SUBSCRIBED' },
    });
    expect(page.supplies.map((supply) => supply.usedUp)).toEqual([true, true, false]);
    expect(page.open.map((message) => message.state)).toEqual(['awaiting_approval', 'planned']);
    expect(page.mails).toHaveLength(1);
    expect(page.mails[0]?.outcome).toMatchObject({ what: 'ordered', via: 'link', orderName: '#1900' });
    expect(page.orders[0]).toMatchObject({ name: '#1900', followed: true });
  });

  test('is noted in the access log, once for one look at it', async () => {
    const { sqlInShop } = await import('~/db.server');
    const count = async () =>
      (
        await sqlInShop(world.shopId, (sql) =>
          sql.rows<{ staff: string }>(
            `SELECT staff FROM access_log WHERE shop_id = $1 AND customer_id = $2 AND what = 'customer-page'`,
            world.customers.dmitri,
          ),
        )
      ).map((row) => row.staff);
    await open(String(world.customers.dmitri));
    await open(String(world.customers.dmitri));
    expect(await count()).toEqual(['89705382102']);
  });

  test('who was merged leads to the one that stayed', async () => {
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        'UPDATE customer SET merged_into_id = $2 WHERE shop_id = $1 AND id = $3',
        world.customers.ada,
        world.customers.guest,
      ),
    );
    const moved = await refusalOf(open(String(world.customers.guest)));
    expect(moved.status).toBe(302);
    expect(moved.headers.get('Location')).toBe(`/app/customers/${world.customers.ada}`);
  });

  test('an address that is no id, or nobody’s, is not found', async () => {
    expect((await refusalOf(open('1%20or%201'))).status).toBe(404);
    expect((await refusalOf(open('99999999'))).status).toBe(404);
  });
});
