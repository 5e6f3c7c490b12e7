import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, isoDay, localDay } from '~/base/lib/days';
import { parseCustomersQuery } from '~/base/vocabulary/customers-query';
import { acrossShops, sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
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
    expect(rows[0]?.next).toMatchObject({
      kind: 'running-low',
      state: 'awaiting_approval',
      about: 'Sumatra Mandheling, whole bean, 1 kg',
    });
  });

  test('names nothing of which the customer’s page says that there is no reminder', async () => {
    const { loader } = await import('~/routes/app.customers.$id');
    const page = async () =>
      loader({
        request: world.request(`/app/customers/${world.customers.ada}`),
        params: { id: String(world.customers.ada) },
        context: {},
      });
    const [first] = (await page()).supplies;
    const undecided = (usage: string, days: number | null) =>
      sqlInShop(world.shopId, async (sql) => {
        const [before] = await sql.rows<{ usage: string; days: number | null }>(
          'SELECT usage, days_per_unit AS days FROM need WHERE shop_id = $1 AND id = $2',
          BigInt(first?.needId ?? 0),
        );
        await sql.run(
          'UPDATE need SET usage = $3, days_per_unit = $4 WHERE shop_id = $1 AND id = $2',
          BigInt(first?.needId ?? 0),
          usage,
          days,
        );
        await sql.run(
          'DELETE FROM need_pool WHERE shop_id = $1 AND need_id = $2',
          BigInt(first?.needId ?? 0),
        );
        return before;
      });
    const before = await undecided('unknown', null);
    const { supplies } = await page();
    expect(supplies.find(({ needId }) => needId === first?.needId)?.usedUp).toBe(false);
    const { rows } = await list('?search=ada@example.com');
    expect(rows[0]?.runsOut?.title).toBe(supplies.find(({ usedUp }) => usedUp)?.title);
    expect(rows[0]?.runsOut?.title).not.toBe(first?.title);
    await undecided(before?.usage ?? 'unknown', before?.days ?? null);
  });

  test('what too few bought to tell is not said never to run out', async () => {
    const told = async () => (await list('?search=ada@example.com')).rows[0];
    expect(await told()).toMatchObject({ isNotYetKnown: false });
    const needs = await sqlInShop(world.shopId, async (sql) => {
      const before = await sql.rows<{ id: bigint; usage: string; days: number | null; pool: number | null }>(
        `SELECT n.id, n.usage, n.days_per_unit AS days, p.customers AS pool FROM need n
         LEFT JOIN need_pool p ON p.shop_id = $1 AND p.need_id = n.id WHERE n.shop_id = $1`,
      );
      await sql.run(`UPDATE need SET usage = 'unknown', days_per_unit = NULL WHERE shop_id = $1`);
      await sql.run('UPDATE need_pool SET customers = 9 WHERE shop_id = $1');
      return before;
    });
    expect(await told()).toMatchObject({ runsOut: null, isNotYetKnown: true });
    await sqlInShop(world.shopId, (sql) =>
      sql.run(`UPDATE need SET usage = 'not_used_up' WHERE shop_id = $1`),
    );
    expect(await told()).toMatchObject({ runsOut: null, isNotYetKnown: false });
    await sqlInShop(world.shopId, async (sql) => {
      for (const { id, usage, days, pool } of needs) {
        await sql.run(
          'UPDATE need SET usage = $3, days_per_unit = $4 WHERE shop_id = $1 AND id = $2',
          id,
          usage,
          days,
        );
        await sql.run('UPDATE need_pool SET customers = $3 WHERE shop_id = $1 AND need_id = $2', id, pool);
      }
    });
  });

  test('a run-out day is past by the shop’s day, however long ago it was forecast', async () => {
    const about = 'Sumatra Mandheling, whole bean, 1 kg';
    const forecast = (days: { middle: string; computed: Date }) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE forecast f SET p50_on = $4::date, computed_at = $5 FROM need n
           WHERE f.shop_id = $1 AND f.customer_id = $2 AND n.shop_id = $1 AND n.id = f.need_id AND n.title = $3`,
          world.customers.ada,
          about,
          days.middle,
          days.computed,
        ),
      );
    const seen = async () => {
      const { rows } = await list('?search=ada@example.com');
      const { loader } = await import('~/routes/app.customers.$id');
      const id = String(world.customers.ada);
      const page = await loader({
        request: world.request(`/app/customers/${id}`),
        params: { id },
        context: {},
      });
      return { row: rows[0]?.runsOut, order: page.supplies.map(({ title }) => title) };
    };
    const weekAgo = addDays(world.at, -7);
    const before = (await seen()).row;
    const { timeZone } = await sqlInShop(world.shopId, loadShop);
    const day = (offset: number) => isoDay(localDay(addDays(world.at, offset), timeZone));

    await forecast({ middle: day(0), computed: weekAgo });
    expect((await seen()).row).toMatchObject({ title: about, p50On: day(0), isPast: false });
    // What has passed stands behind what is to come, on both pages.
    await forecast({ middle: day(-1), computed: weekAgo });
    const { row, order } = await seen();
    expect(row).toMatchObject({ title: 'Paper filters no. 4, 100 pieces', isPast: false });
    expect(order.indexOf(about)).toBeGreaterThan(order.indexOf('Paper filters no. 4, 100 pieces'));
    await forecast({ middle: before?.p50On ?? '', computed: world.at });
  });

  test('of what is past, what may still come longest is told, and what is over is not', async () => {
    const mine = 'shop_id = $1 AND customer_id = $2';
    const stored = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ id: bigint; p50: string; p90: string }>(
        `SELECT id, p50_on AS p50, p90_on AS p90 FROM forecast WHERE ${mine} ORDER BY id`,
        world.customers.ada,
      ),
    );
    const { timeZone } = await sqlInShop(world.shopId, loadShop);
    const day = (offset: number) => isoDay(localDay(addDays(world.at, offset), timeZone));
    const setRange = (id: bigint, p50: string, p90: string) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE forecast SET p50_on = $4::date, p90_on = $5::date WHERE ${mine} AND id = $3`,
          world.customers.ada,
          id,
          p50,
          p90,
        ),
      );
    const told = async () => (await list('?search=ada@example.com')).rows[0]?.runsOut;
    for (const { id } of stored) await setRange(id, day(-200), day(-1));
    expect(await told()).toBeNull();
    // Whose end comes last is told, whatever its middle.
    const toldWith = async (endOf: (index: number) => number) => {
      for (const [index, { id }] of stored.entries()) await setRange(id, day(-90 + index), day(endOf(index)));
      const row = await told();
      // The customer's own page begins with the same one.
      const { loader } = await import('~/routes/app.customers.$id');
      const id = String(world.customers.ada);
      const { supplies } = await loader({
        request: world.request(`/app/customers/${id}`),
        params: { id },
        context: {},
      });
      expect(supplies[0]?.title).toBe(row?.title);
      return row;
    };
    const [rising, falling] = [await toldWith((index) => index), await toldWith((index) => 9 - index)];
    expect([rising?.isPast, falling?.isPast]).toEqual([true, true]);
    expect(falling?.title).not.toBe(rising?.title);
    for (const { id, p50, p90 } of stored) await setRange(id, p50, p90);
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
    expect(page.supplies.some(({ boughtBefore }) => boughtBefore)).toBe(false);
  });

  test('knows of a supply that is still to run out whether the day of its reminder is over', async () => {
    const ada = String(world.customers.ada);
    const needId = (await open(ada)).supplies[0]?.needId ?? '0';
    const { timeZone } = await sqlInShop(world.shopId, loadShop);
    const today = localDay(world.at, timeZone);
    const ofNeed = 'shop_id = $1 AND customer_id = $2 AND need_id = $3';
    const [before] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ write: string; middle: string }>(
        `SELECT write_on AS write, p50_on AS middle FROM forecast WHERE ${ofNeed}`,
        world.customers.ada,
        BigInt(needId),
      ),
    );
    const foresee = (write: string, middle: string) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE forecast SET write_on = $4::date, p50_on = $5::date WHERE ${ofNeed}`,
          world.customers.ada,
          BigInt(needId),
          write,
          middle,
        ),
      );
    const isOver = async (daysAgo: number) => {
      await foresee(isoDay(today - daysAgo), isoDay(today + 1));
      return (await open(ada)).supplies.find((supply) => supply.needId === needId)?.isReminderOver;
    };
    // Three days late a reminder still goes out.
    expect([await isOver(-2), await isOver(3), await isOver(4)]).toEqual([false, false, true]);
    await foresee(before?.write ?? '', before?.middle ?? '');
  });

  test('names the last six days on which a thing was bought, and tells that there were others before', async () => {
    const ada = String(world.customers.ada);
    const [{ title, needId } = { title: '', needId: '0' }] = (await open(ada)).supplies;
    await sqlInShop(world.shopId, async (sql) => {
      await sql.run(
        `UPDATE order_line SET shopify_variant_id = 'of-the-need' WHERE shop_id = $1 AND title = $2`,
        title,
      );
      await sql.run(
        `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id) VALUES ($1, $2::bigint, 'of-the-need')`,
        needId,
      );
    });
    const supply = async () => (await open(ada)).supplies.find((one) => one.needId === needId);
    const own = await supply();
    expect(own?.boughtOn).toHaveLength(4);
    expect(own?.boughtBefore).toBe(false);
    // Her first order once more, on three days before it.
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `WITH first AS (
           SELECT * FROM orders WHERE shop_id = $1 AND customer_id = $2 ORDER BY processed_at LIMIT 1
         ), earlier AS (
           INSERT INTO orders SELECT (jsonb_populate_record(NULL::orders, to_jsonb(first) || jsonb_build_object(
             'id', -day, 'shopify_order_id', 'earlier-' || day, 'processed_at', processed_at - day * interval '30 days'))).*
           FROM first, generate_series(1, 3) AS day
         )
         INSERT INTO order_line SELECT (jsonb_populate_record(NULL::order_line, to_jsonb(l) || jsonb_build_object(
           'id', -(day * 1000 + row_number() OVER ()), 'shopify_order_id', 'earlier-' || day,
           'shopify_line_item_id', 'earlier-' || day || '-' || l.id))).*
         FROM first JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = first.shopify_order_id,
           generate_series(1, 3) AS day`,
        world.customers.ada,
      ),
    );
    const more = await supply();
    expect(more?.boughtOn).toHaveLength(6);
    expect(more?.boughtOn.slice(2)).toEqual(own?.boughtOn);
    expect(more?.boughtBefore).toBe(true);
    await sqlInShop(world.shopId, async (sql) => {
      await sql.run(`DELETE FROM order_line WHERE shop_id = $1 AND shopify_order_id LIKE 'earlier-%'`);
      await sql.run(`DELETE FROM orders WHERE shop_id = $1 AND shopify_order_id LIKE 'earlier-%'`);
      await sql.run(`DELETE FROM need_variant WHERE shop_id = $1 AND shopify_variant_id = 'of-the-need'`);
      await sql.run(
        `UPDATE order_line SET shopify_variant_id = NULL WHERE shop_id = $1 AND title = $2`,
        title,
      );
    });
  });

  test('names what a cancelled order had', async () => {
    const bruno = String(world.customers.bruno);
    const change = (text: string, ...values: unknown[]) =>
      sqlInShop(world.shopId, (sql) => sql.run(text, world.customers.bruno, ...values));
    await change(`UPDATE orders SET cancelled_at = now() WHERE shop_id = $1 AND customer_id = $2`);
    await change(
      `UPDATE order_line SET current_quantity = 0 WHERE shop_id = $1 AND shopify_order_id IN
         (SELECT shopify_order_id FROM orders WHERE shop_id = $1 AND customer_id = $2)`,
    );
    const [order] = (await open(bruno)).orders;
    expect(order).toMatchObject({ cancelled: true, lines: [{ title: 'Olive soap, bar', quantity: 4 }] });
    await change(
      `UPDATE order_line SET current_quantity = quantity WHERE shop_id = $1 AND shopify_order_id IN
         (SELECT shopify_order_id FROM orders WHERE shop_id = $1 AND customer_id = $2)`,
    );
    await change('UPDATE orders SET cancelled_at = NULL WHERE shop_id = $1 AND customer_id = $2');
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

async function everybody(): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page = await list(after ? `?after=${after}` : '');
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  }
  return ids;
}

describe('other orders and filters of the list', () => {
  test.each(['oldest', 'orders', 'spending'] as const)(
    'by %s, everybody is met once and in order',
    async (sort) => {
      const met: { id: string; value: number }[] = [];
      let page = await list(`?sort=${sort}`);
      for (;;) {
        met.push(
          ...page.rows.map((row) => ({
            id: row.id,
            value:
              sort === 'oldest'
                ? -row.lastOrderAt.getTime()
                : sort === 'orders'
                  ? row.orders
                  : row.spentMinor,
          })),
        );
        if (!page.next) break;
        page = await list(`?sort=${sort}&after=${page.next}`);
      }
      expect(met.map(({ id }) => id).toSorted()).toEqual((await everybody()).toSorted());
      const values = met.map(({ value }) => value);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      const back = await list(`?sort=${sort}&before=${page.previous}`);
      expect(back.rows.at(-1)?.id).toBe(met.at(-page.rows.length - 1)?.id);
    },
  );

  test('a product leaves those who use it, a kind of message those who have one', async () => {
    const ada = (await list('?search=ada@example.com')).rows[0];
    const [filters] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ id: bigint }>(`SELECT id FROM need WHERE shop_id = $1 AND title LIKE 'Paper filters%'`),
    );
    const page = await list(`?need=${filters?.id}`);
    expect(page.rows.map(({ id }) => id)).toEqual([ada?.id]);
    expect(page.needTitle).toBe('Paper filters no. 4, 100 pieces');
    expect((await list('?message=held')).rows.map(({ name }) => name)).toEqual(['Bruno Costa']);
  });
});

describe('saved views', () => {
  async function view(json: unknown): Promise<{ status: string; id?: string; reason?: string }> {
    const { action } = await import('~/routes/app.views');
    return (await action({ request: world.request('/app/views', { json }), params: {}, context: {} })).json();
  }

  test('are kept, renamed and deleted for the whole shop, a name once', async () => {
    const query = 'status=late&sort=spending';
    const made = await view({ intent: 'create', name: '  Late\n ones ', query });
    expect((await list('')).views).toEqual([{ id: made.id, name: 'Late ones', query }]);
    expect(await view({ intent: 'create', name: 'Late ones', query: 'status=due' })).toMatchObject({
      reason: 'name-taken',
    });
    await view({ intent: 'rename', id: made.id, name: 'Nachzügler' });
    expect((await list('')).views[0]?.name).toBe('Nachzügler');
    await view({ intent: 'delete', id: made.id });
    expect((await list('')).views).toEqual([]);
    expect(await view({ intent: 'delete', id: made.id })).toMatchObject({ reason: 'not-found' });
  });

  test('are thirty at most, however many are kept at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 33 }, (_, at) => view({ intent: 'create', name: `View ${at}`, query: '' })),
    );
    expect(made.filter(({ status }) => status === 'done')).toHaveLength(30);
    expect(made.filter(({ reason }) => reason === 'too-many')).toHaveLength(3);
    for (const { id } of made) if (id) await view({ intent: 'delete', id });
  });

  test('never keep the words that were searched for, nor parameters that are none of theirs', async () => {
    const query = 'search=ada@example.com&status=due&evil=1';
    const made = await view({ intent: 'create', name: 'Ada', query });
    expect((await list('')).views.map((kept) => kept.query)).toEqual(['status=due']);
    await view({ intent: 'delete', id: made.id });
  });

  test('what is no request of theirs is refused', async () => {
    for (const json of [null, { intent: 'create', name: ' ', query: '' }, { intent: 'drop', id: '1' }]) {
      expect((await refusalOf(view(json))).status).toBe(400);
    }
  });
});

describe('the export', () => {
  async function exported(search: string): Promise<Response> {
    const { loader } = await import('~/routes/app.customers.export');
    return loader({ request: world.request(`/app/customers/export${search}`), params: {}, context: {} });
  }

  test('holds every customer that matches once, with a header, and says beforehand how many', async () => {
    const answer = await exported('?status=lapsed');
    expect(answer.headers.get('content-disposition')).toContain('customers.csv');
    const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
    const [head = '', ...lines] = text.trimEnd().split('\r\n');
    expect(head).toMatch(/^\uFEFFName,E-mail,Status/);
    expect(lines).toHaveLength(Number(answer.headers.get('x-total-rows')));
    expect(new Set(lines.map((line) => line.split(',')[1])).size).toBe(lines.length);
    expect(lines.every((line) => line.includes(',Lapsed,'))).toBe(true);
  });

  test('tells the days of the shop’s own calendar, as the pages do', async () => {
    const { exportCustomers } = await import('~/office/pages/customers/export-customers.server');
    const query = parseCustomersQuery(new URLSearchParams());
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE customer SET last_order_at = '2026-03-01T20:00:00Z' WHERE shop_id = $1 AND id = $2`,
        world.customers.ada,
      ),
    );
    for (const [zone, day] of [
      ['Pacific/Auckland', '2026-03-02'],
      ['Europe/Berlin', '2026-03-01'],
    ] as const) {
      await sqlInShop(world.shopId, (sql) => sql.run('UPDATE shop SET time_zone = $2 WHERE id = $1', zone));
      const asked = { query, staff: '1', locale: 'en', now: new Date() } as const;
      const { body } = await exportCustomers(world.shopId, asked);
      expect(await new Response(body).text()).toContain(`,${day},`);
    }
  });

  test('has everybody once, whoever buys while it is loading', async () => {
    const { exportCustomers } = await import('~/office/pages/customers/export-customers.server');
    const shopId = 6_810_001n;
    await acrossShops('install', (sql) =>
      sql.run(
        `INSERT INTO shop (id, domain, installed_at, time_zone, currency, country_code)
         VALUES ($1, 'export.myshopify.com', now(), 'Europe/London', 'EUR', 'GB')`,
        shopId,
      ),
    );
    const buys = (which: string) =>
      sqlInShop(shopId, (sql) =>
        sql.run(
          `UPDATE customer SET last_order_at = '2026-06-01' WHERE shop_id = $1 AND number_of_orders ${which}`,
        ),
      );
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO customer (shop_id, shopify_customer_id, last_order_at, status, number_of_orders, held_orders)
         SELECT $1, 'gid://shopify/Customer/' || n, timestamptz '2026-01-01' + n * interval '1 minute', 'learning', n, n
         FROM generate_series(1, 1200) n`,
      ),
    );
    for (const [sort, moved] of [
      ['newest', '<= 50'],
      ['oldest', 'BETWEEN 100 AND 150'],
    ] as const) {
      const query = parseCustomersQuery(new URLSearchParams({ sort }));
      const { total, body } = await exportCustomers(shopId, {
        query,
        staff: '1',
        locale: 'en',
        now: new Date(),
      });
      const decoder = new TextDecoder();
      let text = '';
      const reader = body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        if (text === '') await buys(moved);
        text += decoder.decode(part.value);
      }
      const [, ...lines] = text.trimEnd().split('\r\n');
      const orders = new Set(lines.map((line) => line.split(',')[3]));
      expect([total, lines.length, orders.size]).toEqual([1200, 1200, 1200]);
    }
  });

  test('is noted in the access log before a name leaves', async () => {
    const noted = () =>
      sqlInShop(world.shopId, (sql) =>
        sql.rows(`SELECT 1 FROM access_log WHERE shop_id = $1 AND what = 'customers-export'`),
      );
    const before = await noted();
    const answer = await exported('');
    expect(await noted()).toHaveLength(before.length + 1);
    await answer.body?.cancel();
  });
});

describe('never a kind for one customer', () => {
  async function never(choice: 'on' | 'off') {
    const { action } = await import('~/routes/app.never');
    const json = { customerId: String(world.customers.ada), kind: 'running-low', choice };
    return (await action({ request: world.request('/app/never', { json }), params: {}, context: {} })).json();
  }
  const preferences = () =>
    sqlInShop(world.shopId, (sql) =>
      sql.rows<{ source: string }>(
        'SELECT source FROM preference WHERE shop_id = $1 AND customer_id = $2 ORDER BY id',
        world.customers.ada,
      ),
    );

  test('is kept as a choice of staff, asks for a new plan, and can be taken back', async () => {
    expect(await never('off')).toEqual({ status: 'done' });
    expect(await preferences()).toEqual([{ source: 'staff' }]);
    const [row] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ owed: boolean }>(
        'SELECT replan_due_at IS NOT NULL AS owed FROM customer WHERE shop_id = $1 AND id = $2',
        world.customers.ada,
      ),
    );
    expect(row?.owed).toBe(true);
    await never('on');
    expect(await preferences()).toEqual([]);
  });

  test('does not overrule what the customer chose', async () => {
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `INSERT INTO preference (shop_id, customer_id, kind, choice, source) VALUES ($1, $2, 'running-low', 'off', 'preferences-page')`,
        world.customers.ada,
      ),
    );
    expect(await never('on')).toEqual({ status: 'refused', reason: 'their-own-choice' });
    expect(await preferences()).toEqual([{ source: 'preferences-page' }]);
  });
});
