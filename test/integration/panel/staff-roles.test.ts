import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffRole } from '~/base/vocabulary/staff-roles';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

const OWNER = '89705382102';
const DESK = '89705382103';

let world: PanelWorld;
let shopId: bigint;
beforeAll(async () => {
  world = await startPanelWorld();
  shopId = BigInt(world.store.world.shop.id);
  await open(OWNER);
  await writeRole(DESK, 'desk');
});
afterAll(() => world.stop());

const sql = async () => (await import('~/db.server')).sqlInShop;

async function writeRole(staff: string, role: StaffRole, inShop = shopId): Promise<void> {
  await (await sql())(inShop, ({ run }) =>
    run(
      `INSERT INTO staff (shop_id, staff, role, seen_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (shop_id, staff) DO UPDATE SET role = excluded.role`,
      staff,
      role,
    ),
  );
}

interface Noted {
  staff: string;
  name: string | null;
  role: StaffRole;
  seen_at: Date;
}

async function noted(staff: string): Promise<Noted | undefined> {
  const rows = await (await sql())(shopId, ({ rows: all }) =>
    all<Noted>('SELECT staff, name, role, seen_at FROM staff WHERE shop_id = $1 AND staff = $2', staff),
  );
  return rows[0];
}

/** What a route answers a person: the status of what it returned or threw; 0 for anything that is no answer. */
async function ask(
  staff: string,
  name: string,
  { method = 'GET', json = {} }: { method?: string; json?: object } = {},
) {
  const module = await import(`../../../app/routes/${name}.tsx`);
  const headers = { Authorization: `Bearer ${world.token({ sub: staff })}` };
  const path = `/${name
    .replace(/\._index$/, '')
    .replaceAll('.', '/')
    .replace('$id', '1')}`;
  const request = world.request(path, method === 'GET' ? { headers } : { headers, json });
  const params = { id: '1', kind: 'running-low', locale: 'en', place: '0' };
  try {
    const answer = await module[method === 'GET' ? 'loader' : 'action']({ request, params, context: {} });
    return answer instanceof Response ? answer : new Response(null, { status: 200 });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    return null;
  }
}

const open = (staff: string) => ask(staff, 'app.queue');

describe('the care desk', () => {
  test('is refused what needs full access, page by page, and opens the rest', async () => {
    const { routeNeeds } = await import('~/office/pages/request/route-needs');
    for (const [name, needs] of Object.entries<{ read?: StaffRole; act?: StaffRole }>(routeNeeds)) {
      if (needs.read) {
        const refused = (await ask(DESK, name))?.status === 403;
        expect([name, 'read', refused]).toEqual([name, 'read', needs.read === 'full']);
      }
      if (needs.act) {
        const refused = (await ask(DESK, name, { method: 'POST' }))?.status === 403;
        expect([name, 'act', refused]).toEqual([name, 'act', needs.act === 'full']);
      }
    }
  });

  test('may stop mail, and may not let it go again', async () => {
    const ofAll = (intent: string) => ({ method: 'POST', json: { intent, kind: null } });
    expect((await ask(DESK, 'app.pause', ofAll('pause')))?.status).toBe(200);
    expect((await ask(DESK, 'app.pause', ofAll('resume')))?.status).toBe(403);
    expect((await ask(OWNER, 'app.pause', ofAll('resume')))?.status).toBe(200);
  });

  test('hears who can give the access, by name', async () => {
    await (await sql())(shopId, ({ run }) =>
      run(`UPDATE staff SET name = 'Ada Lovelace' WHERE shop_id = $1 AND staff = $2`, OWNER),
    );
    const refused = await ask(DESK, 'app.settings', { method: 'POST' });
    expect(await refused?.json()).toEqual({ needs: 'full', keepers: ['Ada Lovelace'] });
  });

  test('is told so in a block too, which Shopify’s page may read', async () => {
    const { action } = await import('~/routes/ext.products.$id');
    const headers = {
      Authorization: `Bearer ${world.token({ sub: DESK })}`,
      Origin: 'https://extensions.shopifycdn.com',
    };
    const request = world.request('/ext/products/1', { headers, json: {} });
    const refused = await refusalOf(action({ request, params: { id: '1' }, context: {} }));
    expect([refused.status, refused.headers.get('Access-Control-Allow-Origin')]).toEqual([403, '*']);
  });
});

test('full access is refused nothing', async () => {
  const { routeNeeds } = await import('~/office/pages/request/route-needs');
  for (const [name, needs] of Object.entries<{ read?: StaffRole; act?: StaffRole }>(routeNeeds)) {
    if (needs.read) expect((await ask(OWNER, name))?.status, name).not.toBe(403);
    if (needs.act) expect((await ask(OWNER, name, { method: 'POST' }))?.status, name).not.toBe(403);
  }
});

describe('somebody new', () => {
  test('may do everything as long as the shop chose nothing else', async () => {
    expect((await ask('7001', 'app.settings'))?.status).toBe(200);
    expect(await noted('7001')).toMatchObject({ role: 'full', name: null });
  });

  test('gets what the shop chose for newcomers, who was there before keeps theirs', async () => {
    await (await sql())(shopId, ({ run }) => run(`UPDATE shop SET newcomer_role = 'desk' WHERE id = $1`));
    expect((await ask('7002', 'app.settings'))?.status).toBe(403);
    expect((await ask('7001', 'app.settings'))?.status).toBe(200);
  });

  test('may do everything where nobody else may, whatever was chosen', async () => {
    const { staffRole } = await import('~/office/pages/request/staff-role.server');
    const { makePanelShop } = await import('../../factories/panel-shop');
    await makePanelShop({ shopId: 778n, domain: 'third-shop.myshopify.com', at: world.at });
    await (await sql())(778n, ({ run }) => run(`UPDATE shop SET newcomer_role = 'desk' WHERE id = $1`));
    const first = await staffRole(
      778n,
      { staff: '9001', name: undefined, at: world.at },
      { role: null, seenAt: null },
    );
    const second = await staffRole(
      778n,
      { staff: '9002', name: undefined, at: world.at },
      { role: null, seenAt: null },
    );
    expect([first, second]).toEqual(['full', 'desk']);
  });
});

test('that a person was here is noted once an hour, and their role stays', async () => {
  const { staffRole } = await import('~/office/pages/request/staff-role.server');
  const before = await noted(DESK);
  const seenAt = before?.seen_at ?? new Date(0);
  const visit = (minutes: number) => {
    const at = new Date(seenAt.getTime() + minutes * 60_000);
    return staffRole(shopId, { staff: DESK, name: undefined, at }, { role: 'desk', seenAt });
  };
  await visit(59);
  expect((await noted(DESK))?.seen_at).toEqual(seenAt);
  await visit(61);
  expect(await noted(DESK)).toMatchObject({ role: 'desk', seen_at: new Date(seenAt.getTime() + 3_660_000) });
});

test('a role in one shop counts in no other', async () => {
  const { makePanelShop } = await import('../../factories/panel-shop');
  await makePanelShop({ shopId: 777n, domain: 'other-shop.myshopify.com', at: world.at });
  await writeRole(OWNER, 'desk', 777n);
  await writeRole(DESK, 'full', 777n);
  expect((await ask(OWNER, 'app.settings'))?.status).toBe(200);
  expect((await ask(DESK, 'app.settings'))?.status).toBe(403);
  const seen = await (await sql())(777n, ({ rows }) =>
    rows<{ staff: string }>('SELECT staff FROM staff WHERE shop_id = $1 OR true ORDER BY staff'),
  );
  expect(seen).toEqual([{ staff: OWNER }, { staff: DESK }]);
});

describe('the team in the settings', () => {
  const change = async (by: string, json: object) => {
    const answer = await ask(by, 'app.team', { method: 'POST', json });
    return answer?.status === 200 ? ((await answer.json()) as { status: string }).status : answer?.status;
  };

  test('shows who opened the app, the asking person first', async () => {
    const { loadTeam } = await import('~/office/pages/settings/team.server');
    const { people } = await loadTeam(shopId, OWNER);
    expect(people[0]).toMatchObject({ staff: OWNER, name: 'Ada Lovelace', role: 'full', isMe: true });
    expect(people.find(({ staff }) => staff === DESK)).toMatchObject({ name: '', role: 'desk', isMe: false });
  });

  test('a role counts from the next request on', async () => {
    expect(await change(OWNER, { intent: 'role', staff: DESK, role: 'full' })).toBe('saved');
    expect((await ask(DESK, 'app.settings'))?.status).toBe(200);
    expect(await change(OWNER, { intent: 'role', staff: DESK, role: 'desk' })).toBe('saved');
    expect((await ask(DESK, 'app.settings'))?.status).toBe(403);
  });

  test('nobody changes their own role, and the care desk changes nobody’s', async () => {
    expect(await change(OWNER, { intent: 'role', staff: OWNER, role: 'desk' })).toBe('self');
    expect(await change(DESK, { intent: 'role', staff: DESK, role: 'full' })).toBe(403);
    expect(await change(OWNER, { intent: 'role', staff: '4711', role: 'desk' })).toBe('gone');
    expect(await change(OWNER, { intent: 'role', staff: DESK, role: 'owner' })).toBe(400);
  });

  test('two who restrict each other at once leave one with full access', async () => {
    await writeRole('8001', 'full', 778n);
    await writeRole('8002', 'full', 778n);
    const { changeTeam } = await import('~/office/pages/settings/team.server');
    const restrict = (staff: string, by: string) =>
      changeTeam(778n, { intent: 'role', staff, role: 'desk' }, by);
    const said = await Promise.all([restrict('8001', '8002'), restrict('8002', '8001')]);
    expect(said.map(({ status }) => status).sort()).toEqual(['gone', 'saved']);
  });

  test('a name is kept tidied, an empty or endless one is refused, and what they did is told under it', async () => {
    expect(await change(OWNER, { intent: 'name', staff: DESK, name: '  Grace   Hopper ' })).toBe('saved');
    expect(await change(OWNER, { intent: 'name', staff: DESK, name: ' ' })).toBe('invalid');
    expect(await change(OWNER, { intent: 'name', staff: DESK, name: 'x'.repeat(61) })).toBe('invalid');
    const { loadColleagues } = await import('~/office/pages/request/colleagues.server');
    expect(await (await sql())(shopId, loadColleagues)).toEqual({
      [OWNER]: 'Ada Lovelace',
      [DESK]: 'Grace Hopper',
    });
    expect(await (await sql())(777n, loadColleagues)).toEqual({});
  });

  test('what newcomers get can be chosen', async () => {
    expect(await change(OWNER, { intent: 'newcomers', role: 'desk' })).toBe('saved');
    expect((await ask('7003', 'app.settings'))?.status).toBe(403);
    expect(await change(OWNER, { intent: 'newcomers', role: 'full' })).toBe('saved');
    expect((await ask('7004', 'app.settings'))?.status).toBe(200);
  });
});
