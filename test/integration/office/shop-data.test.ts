import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld({ crowd: 700 });
}, 120_000);
afterAll(() => world.stop());

const rows = async <Row extends object>(text: string, ...values: unknown[]) => {
  const { sqlInShop } = await import('~/db.server');
  return sqlInShop(world.shopId, (sql) => sql.rows<Row>(text, ...values));
};
const shopRow = async () => {
  const [shop] = await rows<{
    state: string;
    settings: object;
    smtp: Buffer | null;
    bounces: Date | null;
    marketing: Date | null;
    restored: Date | null;
  }>(
    `SELECT state, settings, smtp_sealed AS smtp, bounces_stopped_at AS bounces, marketing_stopped_at AS marketing,
       restored_at AS restored FROM shop WHERE id = $1`,
  );
  return shop;
};

interface Line {
  readonly table?: string;
  readonly row?: Record<string, unknown>;
  readonly end?: boolean;
  readonly rows?: number;
}

async function exported(): Promise<{ text: string; chunks: string[]; lines: Line[] }> {
  const { loader } = await import('~/routes/app.export');
  const answer = await loader({ request: world.request('/app/export'), params: {}, context: {} });
  const chunks: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>)
    chunks.push(decoder.decode(chunk));
  const text = chunks.join('');
  return {
    text,
    chunks,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line),
  };
}

describe('the export of everything', () => {
  test('tells each row of the shop once, opened, ends with their number, and is noted', async () => {
    const { saveSmtp } = await import('~/intake/shops/mail-servers.server');
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(world.shopId, (sql) =>
      saveSmtp(sql, {
        host: 'smtp.northwind.example',
        port: 465,
        security: 'tls',
        user: 'ada',
        password: 'a very secret word',
      }),
    );
    const { text, lines } = await exported();
    const told = lines.slice(1, -1);
    expect(lines.at(-1)).toEqual({ end: true, rows: told.length });
    const counts = await rows<{ customers: number; messages: number; hash: string }>(
      `SELECT (SELECT count(*)::int FROM customer WHERE shop_id = $1) AS customers,
         (SELECT count(*)::int FROM message WHERE shop_id = $1) AS messages,
         (SELECT encode(email_hash, 'hex') FROM customer WHERE shop_id = $1 AND email_hash IS NOT NULL LIMIT 1) AS hash`,
    );
    const of = (table: string) => told.filter((line) => line.table === table);
    expect(of('customer')).toHaveLength(counts[0]?.customers ?? 0);
    expect(new Set(of('customer').map(({ row }) => row?.id)).size).toBe(counts[0]?.customers);
    expect(of('message')).toHaveLength(counts[0]?.messages ?? 0);
    expect(of('shop')).toHaveLength(1);
    const person = of('customer').find(({ row }) => row?.email);
    expect(person?.row?.email).toMatch(/@/);
    expect(person?.row).not.toHaveProperty('email_sealed');
    expect(person?.row).not.toHaveProperty('email_hash');
    expect(person?.row).not.toHaveProperty('name_tokens');
    expect(text).not.toContain('a very secret word');
    expect(text).not.toContain(counts[0]?.hash);
    expect(of('shop')[0]?.row).not.toHaveProperty('smtp_sealed');
    expect(await rows(`SELECT staff FROM access_log WHERE shop_id = $1 AND what = 'shop-export'`)).toEqual([
      { staff: '89705382102' },
    ]);
  });

  test('never holds more than a few hundred rows at a time', async () => {
    const { chunks } = await exported();
    const longest = Math.max(...chunks.map((chunk) => chunk.split('\n').length - 1));
    expect(longest).toBe(500);
  });

  test('has nothing of another shop', async () => {
    const { makeSendingShop, makeCustomer } = await import('../../factories/sending-shop');
    const other = await makeSendingShop({});
    await makeCustomer(other, { email: 'stranger@elsewhere.example' });
    const { text, lines } = await exported();
    expect(text).not.toContain('stranger@elsewhere.example');
    expect(
      lines.filter(({ row }) => row && 'shop_id' in row && row.shop_id !== Number(world.shopId)),
    ).toEqual([]);
  });
});

describe('deleting everything', () => {
  const erase = async (domain: unknown) => {
    const { action } = await import('~/routes/app.erase');
    const request = world.request('/app/erase', { json: { domain } });
    return (await action({ request, params: {}, context: {} })).json();
  };
  const carryOut = async () => {
    const { carryOutRequest } = await import('~/office/privacy/carry-out-request.server');
    for (const { id } of await rows<{ id: bigint }>('SELECT id FROM privacy_request WHERE shop_id = $1'))
      await carryOutRequest(world.shopId, id);
  };
  const open = async () => {
    const { loader } = await import('~/routes/app.settings');
    return loader({ request: world.request('/app/settings'), params: {}, context: {} });
  };

  test('wants the store’s domain, typed', async () => {
    for (const wrong of ['', 'delete', 'other.myshopify.com', null, 7])
      expect(await erase(wrong)).toEqual({ status: 'wrong-name' });
    expect((await shopRow())?.state).toBe('installed');
  });

  test('stops mail at once, empties every table but for who must not be written to, and keeps what stopped the mail', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { loadGateFacts } = await import('~/outreach/planning/load-gate-facts.server');
    const { firstRefusal } = await import('~/outreach/planning/gates');
    await rows(
      `INSERT INTO suppression (shop_id, email_hash, reason, scope) VALUES ($1, '\\x0102', 'unsubscribe', 'marketing') RETURNING id`,
    );
    await rows(
      `UPDATE shop SET bounces_stopped_at = now(), marketing_stopped_at = now(), restored_at = now(), marketing_stop = '{"reports": 3}'
       WHERE id = $1 RETURNING id`,
    );
    const domain = (await rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1'))[0]?.domain ?? '';
    expect(await erase(` ${domain.toUpperCase()} `)).toEqual({ status: 'begun' });
    await sqlInShop(world.shopId, async (sql) => {
      const facts = await loadGateFacts(sql, BigInt(world.customers.ada), world.at);
      if (!facts) throw new Error('the rows are still there');
      const message = {
        key: 'x',
        kind: 'late-order',
        class: 'transactional',
        step: 1,
        needId: null,
        orderId: null,
        orderLineId: null,
        usefulUntil: new Date(world.at.getTime() + 86_400_000),
        reason: { code: 'claimed' },
      } as const;
      expect(firstRefusal(facts, message)).toEqual({ skip: { code: 'shop-gone' } });
    });

    // What was under way may write a row behind the first turn: the request stays open until a turn finds nothing.
    await carryOut();
    expect(await rows('SELECT id FROM privacy_request WHERE shop_id = $1')).toHaveLength(1);
    await rows(
      `INSERT INTO saved_view (shop_id, page, name, query, created_by) VALUES ($1, 'queue', 'late', '', 'x') RETURNING id`,
    );
    await carryOut();
    await carryOut();
    expect(await rows('SELECT id FROM privacy_request WHERE shop_id = $1')).toEqual([]);

    const { shopTables } = await import('~/office/privacy/shop-tables.server');
    const left: Record<string, number> = {};
    for (const { name } of await shopTables()) {
      const [row] = await rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM "${name}" WHERE shop_id = $1`,
      );
      if (row && row.count > 0) left[name] = row.count;
    }
    expect(Object.keys(left).sort()).toEqual(['access_log', 'suppression']);
    expect(await rows('SELECT what FROM access_log WHERE shop_id = $1')).toEqual([{ what: 'shop-erase' }]);
    expect(
      await rows(`SELECT reason FROM suppression WHERE shop_id = $1 AND email_hash = '\\x0102'`),
    ).toEqual([{ reason: 'unsubscribe' }]);
    expect(await shopRow()).toMatchObject({
      state: 'erased',
      settings: {},
      smtp: null,
      bounces: expect.any(Date),
      marketing: expect.any(Date),
      restored: expect.any(Date),
    });
  });

  test('leaves no page but the one that says so, keeps no webhook, and another installation begins anew', async () => {
    expect((await refusalOf(open())).status).toBe(409);
    const { loader: block } = await import('~/routes/ext.customers.$id');
    const headers = {
      Authorization: `Bearer ${world.token({})}`,
      Origin: 'https://extensions.shopifycdn.com',
    };
    const asked = world.request('/ext/customers/1', { headers });
    const refused = await refusalOf(block({ request: asked, params: { id: '1' }, context: {} }));
    expect([refused.status, refused.headers.get('Access-Control-Allow-Origin')]).toEqual([409, '*']);
    const { loader } = await import('~/routes/app');
    expect(await loader({ request: world.request('/app'), params: {}, context: {} })).toMatchObject({
      shopDomain: world.store.shopDomain,
    });
    const { installShop } = await import('~/intake/shops/install-shop.server');
    expect(await installShop(world.store.shopDomain)).toMatchObject({ isNew: false });
    expect((await shopRow())?.state).toBe('erased');

    const { deliver } = await import('../../support/intake/inbox');
    await deliver(world.store.shopDomain, {
      topic: 'orders/create',
      payload: { id: 1, name: '#1' },
    });
    const inbox = () =>
      rows<{ topic: string }>('SELECT topic FROM inbox_webhook WHERE shop_id = $1 OR shop_id IS NULL');
    expect(await inbox()).toEqual([]);
    await deliver(world.store.shopDomain, {
      topic: 'app/uninstalled',
      payload: { id: 1 },
      triggeredAt: Date.now() + 60_000,
    });
    const { projectInbox } = await import('~/intake/shops/project-inbox.server');
    await projectInbox(world.shopId);
    expect((await shopRow())?.state).toBe('uninstalled');
    // The token of before is gone with its installation: opening the app exchanges a new one, and that installs.
    await open();
    expect(await shopRow()).toMatchObject({ state: 'installed', bounces: expect.any(Date) });
  });
});
