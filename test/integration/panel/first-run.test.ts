import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { saveSettings } from '~/intake/shops/load-shop.server';
import { loadSmtp, proveSmtp } from '~/intake/shops/mail-servers.server';
import { keepFound, loadFound } from '~/office/first-run/found-row.server';
import { loadHome } from '~/office/pages/home/home.server';
import { loadConcerned } from '~/office/pages/settings/concerned.server';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
  await sqlInShop(world.shopId, async (sql) => {
    // Which variant brings what, so that sales count for needs.
    await sql.run(
      `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id) SELECT $1, id, 'gid://shopify/ProductVariant/' || id FROM need WHERE shop_id = $1`,
    );
    await sql.run(
      `UPDATE order_line l SET shopify_variant_id = 'gid://shopify/ProductVariant/' || n.id FROM need n
       WHERE l.shop_id = $1 AND n.shop_id = $1 AND n.title = l.title`,
    );
  });
});
afterAll(() => world.stop());

async function open(step = '') {
  const { loader } = await import('~/routes/app.welcome');
  const path = step ? `/app/welcome?step=${step}` : '/app/welcome';
  return loader({ request: world.request(path), params: {}, context: {} });
}

async function foundNow() {
  const { found } = await loadFound(world.shopId, now());
  if (!found) throw new Error('Nothing was counted');
  return found;
}

async function go(json: unknown) {
  const { action } = await import('~/routes/app.welcome');
  return action({ request: world.request('/app/welcome', { json }), params: {}, context: {} });
}

describe('the first run', () => {
  test('begins at its first step, and comes back where it was left', async () => {
    expect((await open()).step).toBe('welcome');
    expect(await go({ step: 'welcome', intent: 'next' })).toEqual({ status: 'moved', step: 'sender' });
    const page = await open();
    expect(page.step).toBe('sender');
    expect(page.progress).toMatchObject({ passed: ['welcome'], skipped: [], finishedAt: null });
    // The same click twice is one step.
    await go({ step: 'welcome', intent: 'next' });
    expect((await open()).progress.passed).toEqual(['welcome']);
  });

  test('asks for name, address and postal address before it goes on, and says which is missing', async () => {
    const { form } = await open('sender');
    const given = { ...form, 'sender.name': 'Ada', 'sender.email': '', 'sender.postalAddress': '' };
    const next = (changed: typeof form, openedWith = form) =>
      go({ step: 'sender', intent: 'next', change: { form: changed, openedWith } });
    expect(await next(given)).toEqual({
      status: 'invalid',
      errors: { 'sender.email': 'required', 'sender.postalAddress': 'required' },
    });
    // What is filled in wrongly is told with what is missing, not after it.
    expect(await next({ ...given, 'sender.email': 'ada@northwind' })).toEqual({
      status: 'invalid',
      errors: { 'sender.email': 'email', 'sender.postalAddress': 'required' },
    });
    const whole = { ...given, 'sender.email': 'ada@northwind.example', 'sender.postalAddress': 'Ely' };
    expect(await next({ ...whole, 'sender.email': 'ada@' })).toEqual({
      status: 'invalid',
      errors: { 'sender.email': 'email' },
    });
    expect(await next({ ...whole, 'sender.name': ' Ada ' })).toEqual({
      status: 'moved',
      step: 'mail-server',
      stored: { 'sender.name': 'Ada' },
    });
    expect((await open('sender')).form['sender.email']).toBe('ada@northwind.example');
    // Somebody else who is at the same step, opened before.
    expect(await next({ ...form, 'sender.email': 'bo@northwind.example' })).toEqual({
      status: 'invalid',
      errors: { 'sender.email': 'changed' },
      now: { 'sender.email': 'ada@northwind.example' },
    });
  });

  test('a step that is left for later is remembered as such until it is done', async () => {
    expect(await go({ step: 'mail-server', intent: 'skip' })).toEqual({ status: 'moved', step: 'history' });
    expect((await open()).progress.skipped).toEqual(['mail-server']);
    const { form } = await open('mail-server');
    await go({ step: 'mail-server', intent: 'next', change: { form, openedWith: form } });
    const { progress } = await open();
    expect(progress.skipped).toEqual([]);
    expect(progress.passed).toContain('mail-server');
  });

  test('goes past a mail server that nobody has tested only at somebody’s word, and tells it on home until then', async () => {
    const onHome = async () => {
      const { loader } = await import('~/routes/app._index');
      const page = await loader({ request: world.request('/app'), params: {}, context: {} });
      return page.setUp.find(({ step }) => step === 'smtp');
    };
    const own = (port: number) => ({
      'smtp.own': true,
      'smtp.host': '127.0.0.1',
      'smtp.port': String(port),
      'smtp.security': 'none' as const,
    });
    const next = async (changed: object, more: object = {}) => {
      const { form } = await open('mail-server');
      const change = { form: { ...form, ...changed }, openedWith: form };
      return go({ step: 'mail-server', intent: 'next', change, ...more });
    };
    const tryOut = async (changed: object) => {
      const { action } = await import('~/routes/app.smtp-test');
      const json = { ...(await open('mail-server')).form, ...changed };
      return action({ request: world.request('/app/smtp-test', { json }), params: {}, context: {} });
    };
    const moved = { status: 'moved', step: 'history', stored: {} };

    expect(await next(own(2525))).toEqual({ status: 'untested', stored: {} });
    expect(await onHome()).toEqual({ step: 'smtp', done: false, untested: true });
    expect((await open('mail-server')).mailServer).toBe('untested');
    // Left for later is no word for it; a test that failed is none either.
    await go({ step: 'mail-server', intent: 'skip' });
    expect(await tryOut(own(1))).toMatchObject({ status: 'failed' });
    expect(await onHome()).toMatchObject({ done: false });
    expect(await next({}, { untested: true })).toEqual(moved);
    expect(await onHome()).toEqual({ step: 'smtp', done: true });

    // Another server is asked about anew, unless it was tested before it was stored.
    expect(await next({ ...own(2526), 'smtp.host': ' 127.0.0.1' })).toEqual({
      status: 'untested',
      stored: { 'smtp.host': '127.0.0.1' },
    });
    const working = own(world.store.smtp.port);
    expect(await tryOut(working)).toEqual({ status: 'ok' });
    expect(await onHome()).toMatchObject({ done: false });
    expect(await next(working)).toEqual(moved);
    expect(await onHome()).toEqual({ step: 'smtp', done: true });

    // The stored one stays tested while another is tried, and left.
    expect(await tryOut({ ...working, 'smtp.host': 'localhost' })).toEqual({ status: 'ok' });
    expect(await onHome()).toEqual({ step: 'smtp', done: true });
  });

  test('a mail server that has taken a mail since it was stored needs no test', async () => {
    const { mailServerOf } = await import('~/office/pages/home/set-up.server');
    const state = () => sqlInShop(world.shopId, mailServerOf);
    await sqlInShop(world.shopId, (sql) => sql.run('UPDATE shop SET smtp_proof = NULL WHERE id = $1'));
    expect(await state()).toBe('untested');
    const sentAt = (at: Date) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `INSERT INTO sender_health (shop_id, last_sent_at, changed_at) VALUES ($1, $2, $2)
           ON CONFLICT (shop_id) DO UPDATE SET last_sent_at = $2`,
          at,
        ),
      );
    const onHome = async () => (await loadHome(world.shopId, now())).health.mail.state;
    await sentAt(addDays(now(), -1));
    expect(await state()).toBe('untested');
    expect(await onHome(), 'what left by the server before says nothing of this one').toBe('untested');
    await sqlInShop(world.shopId, async (sql) => {
      const smtp = await loadSmtp(sql);
      if (smtp) await proveSmtp(sql, smtp);
    });
    expect(await onHome(), 'somebody’s word is no mail').toBe('untried');
    await sqlInShop(world.shopId, (sql) => sql.run('UPDATE shop SET smtp_proof = NULL WHERE id = $1'));
    await sentAt(addDays(now(), 1));
    expect(await state()).toBe('ready');
    expect(await onHome()).toBe('ok');
  });

  test('tells how many customers may get what, by the rules that plans are made with', async () => {
    const found = await foundNow();
    // Five people with orders in Germany, Sweden, Portugal, France and the United States; Chloé unsubscribed.
    const [all] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM customer WHERE shop_id = $1 AND last_order_at IS NOT NULL',
      ),
    );
    expect(found.customers).toBe(all?.count);
    for (const { may, refused } of found.kinds) {
      const others = refused.reduce((sum, { count }) => sum + count, 0);
      expect(may + others).toBe(all?.count);
    }
    const warranty = found.kinds.find(({ kind }) => kind === 'warranty-expiry');
    const reminders = found.kinds.find(({ kind }) => kind === 'running-low');
    expect(warranty?.may).toBeGreaterThan(reminders?.may ?? 99);
    expect(reminders?.refused.map(({ because }) => because)).toContain('no-consent');
  });

  test('is asked by address what was found, by those who have full access', async () => {
    const { loader } = await import('~/routes/app.found');
    const ask = (init = {}) =>
      loader({ request: world.request('/app/found', init), params: {}, context: {} });
    const told = await (await ask()).json();
    const { found } = await loadFound(world.shopId, now());
    expect(told).toMatchObject({ found: JSON.parse(JSON.stringify(found)), isCounting: false });
    expect(told.found.customers).toBeGreaterThan(0);
    const desk = '89705382199';
    await sqlInShop(world.shopId, (sql) =>
      sql.run(`INSERT INTO staff (shop_id, staff, role, seen_at) VALUES ($1, $2, 'desk', $3)`, desk, now()),
    );
    const headers = { Authorization: `Bearer ${world.token({ sub: desk })}` };
    expect((await refusalOf(ask({ headers }))).status).toBe(403);
  });

  test('has the customers of a big shop counted by a worker, and anew once other settings leave out others', async () => {
    const run = (statement: string) => sqlInShop(world.shopId, (sql) => sql.run(statement));
    const few = await foundNow();
    await run(
      `INSERT INTO customer (shop_id, shopify_customer_id, name_tokens, tags, status, number_of_orders, last_order_at)
       SELECT $1, 'gid://shopify/Customer/big' || n, '{}', '{}', 'learning', 1, now() FROM generate_series(1, 3000) n`,
    );
    const ask = () => loadFound(world.shopId, now());
    expect(await ask()).toMatchObject({ found: null, foundAt: null, isCounting: true });
    await keepFound(world.shopId);
    expect(await ask()).toMatchObject({
      found: { customers: few.customers + 3_000, orders: few.orders },
      foundAt: expect.any(Date),
      isCounting: false,
    });
    const later = await loadFound(world.shopId, addDays(now(), 1));
    expect(later).toMatchObject({ found: { customers: few.customers + 3_000 }, isCounting: true });

    await sqlInShop(world.shopId, (sql) => saveSettings(sql, { neverTags: ['staff', 'press'] }));
    expect(await ask()).toMatchObject({ found: null, foundAt: null, isCounting: true });
    await run(
      `DELETE FROM customer WHERE shop_id = $1 AND shopify_customer_id LIKE 'gid://shopify/Customer/big%'`,
    );
  });

  test('says for how many items at a time the days are that it shows beside the field of one', async () => {
    const { POOL_VERSION } = await import('~/insight/model/pools');
    const soap = async () =>
      (await open('lasting')).lasting?.find(({ title }) => title.startsWith('Olive soap'));
    const needId = (await soap())?.needId;
    const setPool = (version: number) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `INSERT INTO need_pool (need_id, shop_id, version, pool, customers, median_days, swept_on)
           VALUES ($2::bigint, $1, $3, jsonb_build_object('meanLogQuantity', ln(12::float8)), 3, 42, current_date)
           ON CONFLICT (need_id) DO UPDATE SET version = excluded.version`,
          needId,
          version,
        ),
      );
    await setPool(POOL_VERSION);
    expect((await soap())?.learntItems).toBeCloseTo(12, 6);
    await setPool(POOL_VERSION - 1);
    expect(await soap()).toMatchObject({ learntDays: 42, learntItems: null });
    await sqlInShop(world.shopId, (sql) =>
      sql.run('DELETE FROM need_pool WHERE shop_id = $1 AND need_id = $2::bigint', needId),
    );
  });

  test('takes days of supply, refuses nonsense without losing the good lines, and plans the buyers anew', async () => {
    const { lasting } = await open('lasting');
    const [soap] = (lasting ?? []).filter(({ title }) => title.startsWith('Olive soap'));
    const [coffee] = (lasting ?? []).filter(({ title }) => title.startsWith('Sumatra'));
    if (!soap || !coffee) throw new Error('the shop sells soap and coffee');
    const bad = { [`days.${soap.needId}`]: '21', [`days.${coffee.needId}`]: 'a while' };
    expect(await go({ step: 'lasting', intent: 'next', lasting: bad })).toEqual({
      status: 'invalid',
      errors: { [`days.${coffee.needId}`]: 'range' },
    });
    expect((await open('lasting')).lasting?.find(({ needId }) => needId === soap.needId)?.days).toBeNull();
    await sqlInShop(world.shopId, (sql) =>
      sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1'),
    );
    const good = { [`days.${soap.needId}`]: '21,5', [`not.${coffee.needId}`]: true };
    expect(await go({ step: 'lasting', intent: 'next', lasting: good })).toMatchObject({ status: 'moved' });
    const after = (await open('lasting')).lasting ?? [];
    expect(after.find(({ needId }) => needId === soap.needId)).toMatchObject({
      days: 21.5,
      usage: 'used_up',
    });
    expect(after.find(({ needId }) => needId === coffee.needId)?.usage).toBe('not_used_up');
    const owed = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ id: bigint }>('SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL'),
    );
    const ids = owed.map(({ id }) => id);
    expect(ids).toContain(world.customers.bruno);
    expect(ids).toContain(world.customers.ada);
    expect(ids).not.toContain(world.customers.guest);
  });

  test('takes the same days of supply as a product’s own page, and takes them back where a field was emptied', async () => {
    const said = async () => (await open('lasting')).lasting ?? [];
    const soap = (await said()).find(({ title }) => title.startsWith('Olive soap'));
    if (!soap) throw new Error('the shop sells soap');
    const { needId } = soap;
    const type = (text: string) =>
      go({ step: 'lasting', intent: 'next', lasting: { [`days.${needId}`]: text } });
    const days = async () => (await said()).find((one) => one.needId === needId)?.days;
    for (const [text, wanted] of [
      ['2000', 2000],
      ['0,25', 0.25],
    ] as const) {
      expect(await type(text)).toMatchObject({ status: 'moved' });
      expect(await days()).toBe(wanted);
    }
    expect(await type('1,095')).toMatchObject({ status: 'invalid' });
    expect(await days()).toBe(0.25);
    expect(await go({ step: 'lasting', intent: 'next', lasting: {} })).toMatchObject({ status: 'moved' });
    expect(await days()).toBe(0.25);
    expect(await type('')).toMatchObject({ status: 'moved' });
    expect(await days()).toBeNull();
  });

  test('asks how long something lasts whose title names it as lasting once a person gave days, and ticks nothing for them', async () => {
    const asked = async () =>
      (await open('lasting')).lasting?.find(({ title }) => title.startsWith('Olive soap'));
    const soap = await asked();
    const judge = (usage: string, source: string, days: number | null) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          'UPDATE need SET usage = $3, usage_source = $4, days_per_unit = $5 WHERE shop_id = $1 AND id = $2::bigint',
          soap?.needId,
          usage,
          source,
          days,
        ),
      );
    const save = (lasting: object) => go({ step: 'lasting', intent: 'next', lasting });
    await judge('not_used_up', 'title', null);
    expect(await asked()).toBeUndefined();
    await judge('not_used_up', 'title', 30);
    expect(await asked()).toMatchObject({ usage: 'unknown', days: 30 });
    await save({ [`days.${soap?.needId}`]: '40' });
    expect(await asked()).toMatchObject({ usage: 'unknown', days: 40 });
    // Their own word beside the days: a step that changes nothing leaves both.
    await judge('not_used_up', 'merchant', 30);
    await save({});
    expect(await asked()).toMatchObject({ usage: 'not_used_up', days: 30 });
    await judge(soap?.usage ?? 'unknown', 'default', null);
  });

  test('starts the chosen kinds in review, with everything to the merchant for a week', async () => {
    await sqlInShop(world.shopId, (sql) => sql.run('DELETE FROM shop_kind WHERE shop_id = $1'));
    const kinds = ['thank-you'];
    for (const address of ['not an address', '', ' ']) {
      const rehearsal = { isTicked: true, address };
      expect(await go({ step: 'kinds', intent: 'next', kinds, rehearsal })).toEqual({
        status: 'invalid',
        errors: { sendAllTo: 'email' },
      });
    }
    const notTicked = { isTicked: false, address: '' };
    for (const nothing of [{}, { kinds: [] }])
      expect(await go({ step: 'kinds', intent: 'next', ...nothing, rehearsal: notTicked })).toEqual({
        status: 'invalid',
        errors: { kinds: 'required' },
      });
    expect((await open()).kinds.every(({ mode }) => mode === 'off')).toBe(true);
    const address = 'owner@northwind.example';
    const rehearsal = { isTicked: true, address };
    expect(await go({ step: 'kinds', intent: 'next', kinds, rehearsal })).toEqual({
      status: 'moved',
      step: null,
    });
    const page = await open('kinds');
    expect(page.kinds.filter(({ mode }) => mode !== 'off')).toMatchObject([
      { kind: 'thank-you', mode: 'on', inReview: true },
    ]);
    // Not for ever: as the page says, until 25 were reviewed and 14 days are over.
    await sqlInShop(world.shopId, (sql) => sql.run('UPDATE shop_kind SET reviewed = 25 WHERE shop_id = $1'));
    const { loadSettingsPage } = await import('~/office/pages/settings/settings.server');
    const inReviewAt = async (at: Date) =>
      (await loadSettingsPage(world.shopId, at)).kinds.find(({ kind }) => kind === 'thank-you')?.inReview;
    expect(await inReviewAt(addDays(now(), 13))).toBe(true);
    expect(await inReviewAt(addDays(now(), 15))).toBe(false);
    const { untilOn } = page.rehearsal;
    expect(page.rehearsal).toEqual({ isTicked: true, address, untilOn });
    expect(page.form).toMatchObject({ sendAllTo: address, sendAllToUntil: untilOn });
    expect(page.progress.finishedAt).toBeInstanceOf(Date);
    expect((await loadHome(world.shopId, now())).sendAllTo).toEqual({ address, untilOn });
  });

  test('home says when the first message is due and that it waits, until a mail has left', async () => {
    const next = async () => {
      const { loader } = await import('~/routes/app._index');
      return (await loader({ request: world.request('/app'), params: {}, context: {} })).next;
    };
    expect(await next()).toBeNull();
    const run = (statement: string, ...values: unknown[]) =>
      sqlInShop(world.shopId, (sql) => sql.run(statement, ...values));
    await run('UPDATE mail SET sent_at = NULL WHERE shop_id = $1');
    const [soonest] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ at: Date }>(
        `SELECT min(due_at) AS at FROM message WHERE shop_id = $1 AND state IN ('awaiting_approval', 'planned')`,
      ),
    );
    expect(await next()).toMatchObject({ first: { dueAt: soonest?.at, waits: false }, needsWord: true });
    await run(`UPDATE message SET state = 'awaiting_approval' WHERE shop_id = $1 AND state = 'planned'`);
    expect(await next()).toMatchObject({ first: { dueAt: soonest?.at, waits: true } });

    await run(
      `UPDATE message SET state = 'held', why = '[{"code":"held-paused"}]' WHERE shop_id = $1 AND state IN ('awaiting_approval', 'planned')`,
    );
    await run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1');
    expect(await next()).toMatchObject({ first: null, isPlanning: false });
    expect((await next())?.kinds).toContain('thank-you');
    await run(
      'UPDATE customer SET replan_due_at = $2 WHERE shop_id = $1 AND id = $3',
      now(),
      world.customers.ada,
    );
    expect(await next()).toMatchObject({ first: null, isPlanning: true });
  });

  test('home says of warranty mail that none can come while no product has a warranty, or there is no product to give it', async () => {
    const run = (statement: string, ...values: unknown[]) =>
      sqlInShop(world.shopId, (sql) => sql.run(statement, ...values));
    await run('UPDATE mail SET sent_at = NULL WHERE shop_id = $1');
    await run(
      `INSERT INTO shop_kind (shop_id, kind, mode) VALUES ($1, 'warranty-expiry', 'review') ON CONFLICT (shop_id, kind) DO UPDATE SET mode = 'review'`,
    );
    await run('DELETE FROM product WHERE shop_id = $1');
    const lacks = async () => (await loadHome(world.shopId, now())).next?.lacks;
    expect(await lacks()).toBe('products');
    await run(
      `INSERT INTO product (shop_id, shopify_product_id, title, tags) VALUES ($1, 'gid://shopify/Product/1', 'Kettle', '{}')`,
    );
    expect(await lacks()).toBe('warranties');
    await sqlInShop(world.shopId, (sql) =>
      saveSettings(sql, { warranty: { minimumUnitPriceMinor: null, defaultMonths: 24 } }),
    );
    expect(await lacks()).toBeNull();
    const counted = async () => {
      const found = await foundNow();
      const asked = new URLSearchParams({ what: 'warranty', price: '0', months: '24' });
      return [found.products.withWarranty, (await loadConcerned(world.shopId, asked, now()))?.of];
    };
    expect(await counted()).toEqual([1, 1]);
    // 0 months are the merchant's word: this one has none, whatever the others usually have.
    await run('UPDATE product SET warranty_months = 0 WHERE shop_id = $1');
    expect(await counted()).toEqual([0, 0]);
    expect(await lacks()).toBe('warranties');
    await sqlInShop(world.shopId, (sql) =>
      saveSettings(sql, { warranty: { minimumUnitPriceMinor: null, defaultMonths: null } }),
    );
    await run(`UPDATE shop_kind SET mode = 'off' WHERE shop_id = $1 AND kind = 'warranty-expiry'`);
  });

  test('a week to the merchant that runs keeps its last day, and ends when the tick is taken away', async () => {
    const sendAllTo = 'owner@northwind.example';
    await sqlInShop(world.shopId, (sql) => saveSettings(sql, { sendAllTo, sendAllToUntil: '2199-12-31' }));
    await go({ step: 'kinds', intent: 'next', rehearsal: { isTicked: true, address: sendAllTo } });
    expect((await open('kinds')).rehearsal).toMatchObject({ isTicked: true, untilOn: '2199-12-31' });
    await go({ step: 'kinds', intent: 'next', rehearsal: { isTicked: true, address: '' } });
    expect((await open('kinds')).rehearsal).toMatchObject({ isTicked: true, untilOn: '2199-12-31' });
    await go({ step: 'kinds', intent: 'next', rehearsal: { isTicked: false, address: sendAllTo } });
    const page = await open('kinds');
    expect(page.form).toMatchObject({ sendAllTo: '', sendAllToUntil: '' });
    expect(page.rehearsal).toMatchObject({ isTicked: false, address: 'ada@northwind.example' });
  });

  test('whoever left the last step for later is offered the week to the merchant as at first', async () => {
    await sqlInShop(world.shopId, (sql) => sql.run('DELETE FROM shop_kind WHERE shop_id = $1'));
    await go({ step: 'kinds', intent: 'skip' });
    const page = await open('kinds');
    expect(page.progress.finishedAt).toBeInstanceOf(Date);
    expect(page.rehearsal).toMatchObject({ isTicked: true, address: 'ada@northwind.example' });
  });

  test('what is no move is refused and changes nothing', async () => {
    const before = (await open()).progress;
    for (const json of [null, 'x', { step: 'sender' }, { step: 'elsewhere', intent: 'next' }]) {
      expect((await refusalOf(go(json))).status).toBe(400);
    }
    const unknownKind = { step: 'kinds', intent: 'next', kinds: ['birthday'] };
    expect((await refusalOf(go(unknownKind))).status).toBe(400);
    expect((await open()).progress).toEqual(before);
  });

  test('another shop’s products cannot be told about', async () => {
    const other = await sqlInShop(987_654_321n, async (sql) => {
      const [need] = await sql.rows<{ id: bigint }>(
        `INSERT INTO need (shop_id, title) VALUES ($1, 'Elsewhere') RETURNING id`,
      );
      return need?.id ?? 0n;
    });
    await go({ step: 'lasting', intent: 'next', lasting: { [`days.${other}`]: '5' } });
    const [need] = await sqlInShop(987_654_321n, (sql) =>
      sql.rows<{ days: number | null }>('SELECT days_per_unit AS days FROM need WHERE shop_id = $1'),
    );
    expect(need?.days).toBeNull();
  });
});
