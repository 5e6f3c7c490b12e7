import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { addDays, isoDay, localDay } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import type { LastMonth } from '~/office/last-month/last-month.server';
import type { Concerned } from '~/office/pages/settings/concerned.server';
import type { SettingsForm } from '~/office/pages/settings/settings-form';
import { consentRefusal } from '~/outreach/planning/consent';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
});
afterAll(() => world.stop());

async function load() {
  const { loader } = await import('~/routes/app.settings');
  return loader({ request: world.request('/app/settings'), params: {}, context: {} });
}

async function lastMonth(): Promise<LastMonth> {
  const { loader } = await import('~/routes/app.last-month');
  return (await loader({ request: world.request('/app/last-month'), params: {}, context: {} })).json();
}

async function save(changes: Partial<SettingsForm>, openedWith?: SettingsForm) {
  const { action } = await import('~/routes/app.settings');
  const seen = openedWith ?? (await load()).form;
  const json = { form: { ...seen, ...changes }, openedWith: seen };
  return action({ request: world.request('/app/settings', { json }), params: {}, context: {} });
}

describe('settings', () => {
  test('what is saved is what is shown again', async () => {
    const changes = {
      'sender.name': 'Ada at Northwind',
      'sender.email': 'care@northwind.example',
      'sender.postalAddress': '1 Mill Lane\nEly',
      'quiet.slot': '11:30',
      'caps.perWeek': '3',
      neverTags: 'staff, press',
      'brand.accentColour': '#aa3300',
    };
    expect(await save(changes)).toEqual({ status: 'saved', stored: {} });
    expect((await load()).form).toMatchObject(changes);
  });

  test('what stands otherwise than it was typed comes back as it stands, a password never', async () => {
    const typed = {
      'sender.signature': '  Ada, care desk ',
      'caps.perWeek': '03',
      'quiet.slot': '9:30',
      neverTags: ' staff ,,press',
      closedOn: '2.1.2027\n1.1.2027',
      'warranty.minimumPrice': '49,00',
      'smtp.password': 'a word nobody hears again',
    };
    const saved = await save(typed);
    const stored = {
      'sender.signature': 'Ada, care desk',
      'caps.perWeek': '3',
      'quiet.slot': '09:30',
      neverTags: 'staff, press',
      closedOn: '2027-01-01 – 2027-01-02',
      'warranty.minimumPrice': '49',
    };
    expect(saved).toEqual({ status: 'saved', stored });
    expect((await load()).form).toMatchObject(stored);
    // What a colleague has changed meanwhile stands otherwise too.
    const seen = (await load()).form;
    await save({ 'caps.perMonth': '7' }, seen);
    expect(await save({ closedOn: '' }, seen)).toEqual({ status: 'saved', stored: { 'caps.perMonth': '7' } });
    const before = { 'sender.signature': '', 'warranty.minimumPrice': '' };
    expect(await save(before)).toEqual({ status: 'saved', stored: {} });
  });

  test('each wrong field comes back with its own reason, and nothing is saved', async () => {
    const before = (await load()).form;
    const result = await save({
      'sender.email': 'not an address',
      'caps.perWeek': '9',
      'brand.accentColour': 'red',
      'brand.logoUrl': 'javascript:alert(1)',
      'quiet.slot': '22:00',
      'sender.name': 'Nobody',
    });
    expect(result).toEqual({
      status: 'invalid',
      errors: {
        'sender.email': 'email',
        'caps.perWeek': 'range',
        'brand.accentColour': 'colour',
        'brand.logoUrl': 'url',
        'quiet.slot': 'slot-in-quiet',
      },
    });
    expect((await load()).form).toEqual(before);
  });

  test('a mail server’s password never leaves again, is kept when left empty, and is not handed to another server', async () => {
    const own = {
      'smtp.own': true,
      'smtp.host': 'smtp.northwind.example',
      'smtp.port': '465',
      'smtp.security': 'tls',
      'smtp.user': 'ada',
      'smtp.password': 'a very secret word',
    };
    expect(await save(own)).toMatchObject({ status: 'saved' });
    const page = await load();
    expect(page.hasPassword).toBe(true);
    expect(JSON.stringify(page)).not.toContain('a very secret word');

    expect(await save({ 'caps.perMonth': '5' })).toMatchObject({ status: 'saved' });
    expect((await load()).hasPassword).toBe(true);
    expect(await save({ 'smtp.host': 'evil.example' })).toEqual({
      status: 'invalid',
      errors: { 'smtp.password': 'required' },
    });
  });

  test('closed days are lines of days and spans, and what is neither is refused', async () => {
    for (const closedOn of [
      '2026-12-31 to 2027-01-02\n2026-12-24',
      '31.12.2026 bis 2.1.2027\n24. 12. 2026',
    ]) {
      expect(await save({ closedOn })).toMatchObject({ status: 'saved' });
      expect((await load()).form.closedOn).toBe('2026-12-24\n2026-12-31 – 2027-01-02');
    }
    for (const wrong of [
      'Christmas',
      '2026-12-24 to 2026-12-20',
      '2026-13-40',
      '2020-01-01 to 2030-01-01',
      '31.2.2027',
    ]) {
      expect(await save({ closedOn: wrong })).toEqual({ status: 'invalid', errors: { closedOn: 'day' } });
    }
    expect(await save({ closedOn: '' })).toMatchObject({ status: 'saved' });
    expect((await load()).form.closedOn).toBe('');
  });

  test('everything goes to the merchant until a day to come; one that is over is refused, unless it stood there', async () => {
    const inDays = (days: number) => isoDay(localDay(now(), 'Europe/London') + days);
    const sendAllTo = 'me@northwind.example';
    expect(await save({ sendAllTo, sendAllToUntil: inDays(-1) })).toEqual({
      status: 'invalid',
      errors: { sendAllToUntil: 'past' },
    });
    expect(await save({ sendAllTo, sendAllToUntil: inDays(1) })).toMatchObject({ status: 'saved' });
    expect((await load()).form).toMatchObject({ sendAllTo, sendAllToUntil: inDays(1) });
    await sqlInShop(world.shopId, (sql) =>
      sql.run(`UPDATE shop SET settings = settings || '{"sendAllToUntil": "2026-01-01"}' WHERE id = $1`),
    );
    expect(await save({ 'caps.perMonth': '4' })).toMatchObject({ status: 'saved' });
    expect(await save({ sendAllTo: '', sendAllToUntil: inDays(1) })).toMatchObject({ status: 'saved' });
    expect((await load()).form.sendAllToUntil).toBe('');
  });

  test('what is kept how long stays within its bounds', async () => {
    expect(await save({ 'retentionDays.attempts': '5', attributionDays: '61' })).toEqual({
      status: 'invalid',
      errors: { 'retentionDays.attempts': 'range', attributionDays: 'range' },
    });
  });

  test('a line break in the sender’s name is refused', async () => {
    const result = await save({ 'sender.name': 'Ada\r\nBcc: all@example.com' });
    expect(result).toEqual({ status: 'invalid', errors: { 'sender.name': 'invalid' } });
  });

  test('two who have the page open at once keep what each of them did', async () => {
    const seen = (await load()).form;
    const rehearsal = {
      'caps.perMonth': '3',
      sendAllTo: 'boss@northwind.example',
      sendAllToUntil: isoDay(localDay(now(), 'Europe/London') + 20),
    };
    expect(await save(rehearsal, seen)).toMatchObject({ status: 'saved' });
    expect(await save({ 'sender.signature': 'Zoe, care desk' }, seen)).toMatchObject({ status: 'saved' });
    expect((await load()).form).toMatchObject({ ...rehearsal, 'sender.signature': 'Zoe, care desk' });
    expect(await save({ sendAllTo: '', sendAllToUntil: '' })).toMatchObject({ status: 'saved' });
  });

  test('a field that somebody else has changed meanwhile is told with what stands there now, and nothing is saved', async () => {
    const seen = (await load()).form;
    expect(await save({ 'caps.perMonth': '6', 'quiet.slot': '12:00' }, seen)).toMatchObject({
      status: 'saved',
    });
    const mine = { 'caps.perMonth': '8', 'quiet.slot': '12:00', neverTags: 'family' };
    expect(await save(mine, seen)).toEqual({
      status: 'changed',
      errors: { 'caps.perMonth': 'changed' },
      now: { 'caps.perMonth': '6' },
    });
    expect((await load()).form).toMatchObject({ 'caps.perMonth': '6', neverTags: seen.neverTags });
    expect(await save(mine, { ...seen, 'caps.perMonth': '6' })).toMatchObject({ status: 'saved' });
    expect((await load()).form).toMatchObject(mine);
  });

  test('a password typed for one mail server is not handed to the one that somebody else has entered meanwhile', async () => {
    const seen = (await load()).form;
    const theirs = { 'smtp.host': 'smtp.elsewhere.example', 'smtp.password': 'theirs' };
    expect(await save(theirs, seen)).toMatchObject({ status: 'saved' });
    expect(await save({ 'smtp.password': 'mine' }, seen)).toMatchObject({
      status: 'changed',
      now: { 'smtp.host': 'smtp.elsewhere.example' },
    });
  });

  test('of two who save at the same moment, none undoes the other', async () => {
    const seen = (await load()).form;
    const changes: Partial<SettingsForm>[] = [
      { 'caps.perMonth': '10' },
      { 'brand.accentColour': '#112233' },
      { neverTags: 'press' },
      { 'sender.signature': 'Ada' },
    ];
    const saved = await Promise.all(changes.map((change) => save(change, seen)));
    expect(saved.map(({ status }) => status)).toEqual(changes.map(() => 'saved'));
    expect((await load()).form).toMatchObject(Object.assign({}, ...changes));
  });

  test('what is no form at all changes nothing', async () => {
    const { action } = await import('~/routes/app.settings');
    const before = (await load()).form;
    const result = await action({
      request: world.request('/app/settings', { json: 'x' }),
      params: {},
      context: {},
    });
    expect(result.status).toBe('invalid');
    expect((await load()).form).toEqual(before);
  });
});

describe('the connection test', () => {
  const tryServer = async (changes: Partial<SettingsForm>) => {
    const { action } = await import('~/routes/app.smtp-test');
    const json = {
      ...(await load()).form,
      'smtp.own': true,
      'smtp.user': '',
      'smtp.security': 'none',
      ...changes,
    };
    return action({ request: world.request('/app/smtp-test', { json }), params: {}, context: {} });
  };

  test('says that a server which answers works', async () => {
    expect(await tryServer({ 'smtp.host': '127.0.0.1', 'smtp.port': String(world.store.smtp.port) })).toEqual(
      {
        status: 'ok',
      },
    );
  });

  test('says why a port on which nothing listens does not', async () => {
    expect(await tryServer({ 'smtp.host': '127.0.0.1', 'smtp.port': '1' })).toMatchObject({
      status: 'failed',
      problem: 'refused',
    });
  });

  test('marks each field that it cannot be tried with', async () => {
    const wrong = { 'smtp.host': 'smtp example', 'smtp.port': '99999' };
    expect(await tryServer(wrong)).toEqual({
      status: 'invalid',
      errors: { 'smtp.host': 'host', 'smtp.port': 'range' },
    });
  });
});

async function sendKind(body: Record<string, string>) {
  const { action } = await import('~/routes/app.kinds');
  const request = world.request('/app/kinds', { method: 'POST', body: new URLSearchParams(body) });
  return action({ request, params: {}, context: {} });
}

describe('kinds', () => {
  test('are switched one by one, leave out as many as a person says, and unknown ones are refused', async () => {
    const send = sendKind;
    expect(await send({ kind: 'thank-you', intent: 'switch', mode: 'review' })).toEqual({
      kind: 'thank-you',
      mode: 'review',
    });
    const kinds = (await load()).kinds;
    expect(kinds.find(({ kind }) => kind === 'thank-you')).toMatchObject({ mode: 'review', inReview: true });
    await send({ kind: 'thank-you', intent: 'holdout', choice: '30' });
    const holdoutOf = async (wanted: string) =>
      (await load()).kinds.find(({ kind }) => kind === wanted)?.holdout;
    expect(await holdoutOf('thank-you')).toMatchObject({ percent: 30, setBy: expect.any(String) });
    expect(await holdoutOf('running-low')).toMatchObject({ setBy: null });
    expect(await holdoutOf('warranty-expiry')).toBeNull();
    const refused = send({ kind: 'thank-you', intent: 'holdout', choice: '99' });
    expect((await refusalOf(refused)).status).toBe(400);
    expect((await refusalOf(send({ kind: 'birthday', intent: 'switch', mode: 'on' }))).status).toBe(400);
    expect((await refusalOf(send({ kind: 'thank-you', intent: 'switch', mode: 'loud' }))).status).toBe(400);
  });
});

describe('the review of a kind', () => {
  test.each([
    ['its first 25 messages are over and its first 14 days are not', 25, 13, true],
    ['its first 14 days are over and its first 25 messages are not', 24, 15, true],
    ['both are over', 25, 15, false],
  ])('is shown as long as messages wait for it: %s', async (_fact, reviewed, days, inReview) => {
    const { sqlInShop } = await import('~/db.server');
    const { now } = await import('~/base/lib/clock.server');
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE shop_kind SET mode = 'on', review_ended_at = NULL, reviewed = $2, enabled_at = $3 WHERE shop_id = $1 AND kind = 'thank-you'`,
        reviewed,
        new Date(now().getTime() - days * 86_400_000),
      ),
    );
    const { kinds } = await load();
    expect(kinds.find(({ kind }) => kind === 'thank-you')?.inReview).toBe(inReview);
  });
});

describe('pause', () => {
  test('says beforehand how many messages would wait and lose their use, then pauses and resumes', async () => {
    const { action, loader } = await import('~/routes/app.pause');
    const told = await loader({ request: world.request('/app/pause'), params: {}, context: {} });
    // Due in 0.3, 1, 2, 3 and 5 days, each useful for 4 days more. One is held and waits already; of the others two
    // outlive the week, which ends between six and seven days from now.
    expect(await told.json()).toEqual({ waiting: 4, lost: 2 });
    const send = async (intent: string) => {
      const request = world.request('/app/pause', { json: { intent } });
      return (await action({ request, params: {}, context: {} })).json();
    };
    expect(await send('pause')).toMatchObject({ paused: true });
    expect((await load()).pausedAt).toBeInstanceOf(Date);
    expect(await send('resume')).toMatchObject({ paused: false });
    expect((await load()).pausedAt).toBeNull();
  });
});

describe('whom Carafe reaches', () => {
  test('what is saved of countries, warranties and the way out is what is shown again', async () => {
    const changes = {
      softOptIn: 'FR|2025-06-30\nGB|2026-01-01',
      pausedCountries: 'US,DE',
      'warranty.minimumPrice': '75',
      'warranty.defaultMonths': '24',
      'channel.running-low': 'flow',
    };
    expect(await save(changes)).toMatchObject({ status: 'saved' });
    expect((await load()).form).toMatchObject(changes);
    const { loader } = await import('~/routes/app.queue');
    const queue = await loader({ request: world.request('/app/queue'), params: {}, context: {} });
    expect(queue.pauses.countries).toEqual(['US', 'DE']);
    await save({ softOptIn: '', pausedCountries: '', 'channel.running-low': 'email' });
  });

  test('each wrong field comes back with its own reason', async () => {
    expect(
      await save({
        softOptIn: 'GB|',
        pausedCountries: 'Atlantis',
        'warranty.minimumPrice': 'much',
        'warranty.defaultMonths': '121',
        'channel.running-low': 'pigeon',
      }),
    ).toEqual({
      status: 'invalid',
      errors: {
        softOptIn: 'country-day',
        pausedCountries: 'country',
        'warranty.minimumPrice': 'amount',
        'warranty.defaultMonths': 'range',
        'channel.running-low': 'invalid',
      },
    });
  });

  test('how many it would concern is asked by address, and nonsense is refused', async () => {
    const { loader } = await import('~/routes/app.concerned');
    const ask = (query: string) =>
      loader({ request: world.request(`/app/concerned?${query}`), params: {}, context: {} });
    expect(await (await ask('what=warranty&price=&months=')).json()).toEqual({
      count: expect.any(Number),
      of: expect.any(Number),
    });
    expect(await (await ask('what=pause&country=SE')).json()).toMatchObject({ of: expect.any(Number) });
    expect((await refusalOf(ask('what=pause&country=%27%3B'))).status).toBe(400);
    for (const query of [
      'what=warranty&price=free',
      'what=warranty&price=-99999999999999999999999999',
      'what=soft-opt-in&country=DE&on=0000-01-01',
    ])
      expect((await refusalOf(ask(query))).status, query).toBe(400);
  });

  test('a soft opt-in concerns those whom the planner’s rule would let write to, to the instant', async () => {
    const { loader } = await import('~/routes/app.concerned');
    const at = now();
    const { ada } = world.customers;
    const run = (statement: string, ...values: unknown[]) =>
      sqlInShop(world.shopId, (sql) => sql.run(statement, ada, ...values));
    await run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'NOT_SUBSCRIBED', 'test', $3)`,
      at,
    );
    const countOf = async (country: string, lastOrderAt: Date) => {
      await run(
        'UPDATE customer SET country_code = $3, last_order_at = $4 WHERE shop_id = $1 AND id = $2',
        ...[country, lastOrderAt],
      );
      const request = world.request(`/app/concerned?what=soft-opt-in&country=${country}&on=2020-07-01`);
      const { count } = (await (await loader({ request, params: {}, context: {} })).json()) as Concerned;
      const refusal = consentRefusal({
        ...{ class: 'marketing', state: 'NOT_SUBSCRIBED', countryCode: country, lastPurchaseAt: lastOrderAt },
        ...{ softOptInSince: { [country]: '2020-07-01' }, shopTimeZone: 'Europe/London', at },
      });
      expect(count).toBe(refusal ? 0 : 1);
      return count;
    };
    const midnightInLondon = Date.parse('2020-06-30T23:00:00Z');
    expect(await countOf('JP', new Date(midnightInLondon))).toBe(1);
    expect(await countOf('JP', new Date(midnightInLondon - 1))).toBe(0);
    expect(await countOf('CA', addDays(at, -729))).toBe(1);
    expect(await countOf('CA', addDays(at, -731))).toBe(0);
  });

  test('what in the sender’s words makes every mail an advertisement is told by its field', async () => {
    const { action } = await import('~/routes/app.sender-words');
    const ask = async (json: object) =>
      action({ request: world.request('/app/sender-words', { json }), params: {}, context: {} });
    const plain = { name: 'Ada', signature: 'Luise Angebot', postalAddress: 'Am Rabatt 3\n20457 Hamburg' };
    expect(await (await ask(plain)).json()).toEqual({});
    const selling = { ...plain, name: 'Ada – free shipping', signature: 'Ada: 20 % off, use SAVE20' };
    expect(await (await ask(selling)).json()).toEqual({
      name: 'free shipping',
      signature: 'use SAVE20, 20 % off',
    });
    expect((await refusalOf(ask({ ...plain, signature: 'x'.repeat(201) }))).status).toBe(400);
  });

  test('a mail is shown with the brand as it is typed, and with what is stored where that is half typed', async () => {
    const { action } = await import('~/routes/app.brand-look');
    const words = {
      name: 'Ada at Northwind',
      signature: 'Grace, care desk',
      postalAddress: '7 Harbour Row',
      logoUrl: 'https://cdn.example/typed.png',
      accentColour: '#123456',
      backgroundColour: '#12',
    };
    const look = async (changed: object) =>
      action({
        request: world.request('/app/brand-look', { json: { ...words, ...changed } }),
        params: {},
        context: {},
      });
    const { html } = await (await look({})).json();
    const stored = (await load()).form['brand.backgroundColour'];
    for (const part of [
      'https://cdn.example/typed.png',
      '#123456',
      'Grace, care desk',
      '7 Harbour Row',
      stored,
    ])
      expect(html).toContain(part);
    // On a mail with the button whose colour is chosen here.
    expect(html).toMatch(/Order again|order again/);
    expect((await (await look({ logoUrl: 'https://' })).json()).html).not.toContain('typed.png');
    expect((await refusalOf(look({ postalAddress: 'x'.repeat(501) }))).status).toBe(400);
    expect((await load()).form['brand.logoUrl']).toBe('');
  });

  test('the languages that buyers speak are told, with the one that they are written to in', async () => {
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE customer SET locale = (ARRAY['fr', 'de-AT', 'de', 'x!', NULL])[1 + id % 5] WHERE shop_id = $1`,
      ),
    );
    const stored = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ locale: string | null; customers: number }>(
        `SELECT locale, count(*)::int AS customers FROM customer
         WHERE shop_id = $1 AND merged_into_id IS NULL AND last_order_at IS NOT NULL GROUP BY 1`,
      ),
    );
    const count = (...locales: (string | null)[]) =>
      stored
        .filter(({ locale }) => locales.includes(locale))
        .reduce((sum, { customers }) => sum + customers, 0);
    const { shares, amongNewest } = (await load()).languages;
    expect(amongNewest).toBeNull();
    const told = new Map(shares.map((share) => [share.language, share]));
    expect(told.get('fr')).toMatchObject({ customers: count('fr'), writtenIn: 'en' });
    expect(told.get('de')).toMatchObject({ customers: count('de', 'de-AT'), writtenIn: 'de' });
    expect(told.get(null)?.customers).toBe(count('x!', null));
    expect(count('fr') * count('de', 'de-AT')).toBeGreaterThan(0);
  });
});

describe('last month, beside the quiet hours and the caps', () => {
  test('is counted by the clock and the calendar of whoever got the mails', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { now } = await import('~/base/lib/clock.server');
    const { addDays } = await import('~/base/lib/days');
    const day = (back: number) => addDays(now(), -back).toISOString().slice(0, 10);
    await sqlInShop(world.shopId, async (sql) => {
      await sql.run('UPDATE mail SET redirected = true WHERE shop_id = $1');
      // Their clocks show 10:10, 19:10, 15:55 on one day; no zone, and one that nobody knows, go by the shop's.
      const zones = ['UTC', 'Asia/Tokyo', 'Asia/Kathmandu', 'Mars/Olympus', null];
      const customers = await sql.rows<{ id: bigint }>(
        'SELECT id FROM customer WHERE shop_id = $1 ORDER BY id LIMIT 5',
      );
      const send = (nth: number, at: string, more: { redirected?: boolean } = {}) =>
        sql.run(
          `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at, redirected)
           VALUES ($1, $2, 'relationship', 'sent', $3, $3, 'thank-you', $3, $4)`,
          customers[nth]?.id,
          new Date(at),
          more.redirected ?? false,
        );
      for (const [nth, zone] of zones.entries()) {
        await sql.run(
          'UPDATE customer SET time_zone = $3 WHERE shop_id = $1 AND id = $2',
          customers[nth]?.id,
          zone,
        );
        await send(nth, `${day(10)}T10:10:00Z`);
      }
      await sql.run(`UPDATE shop SET time_zone = 'Asia/Kathmandu' WHERE id = $1`);
      // The first one hears again three days later; what went to the merchant, or long ago, is nobody's mail of last month.
      await send(0, `${day(7)}T10:10:59Z`);
      await send(1, `${day(7)}T10:10:00Z`, { redirected: true });
      await send(1, `${day(31)}T10:10:00Z`);
    });
    const { mails, quiet, caps } = await lastMonth();
    expect(mails).toBe(6);
    const at = (hour: number) => quiet.inQuiet[hour]?.[hour + 1];
    expect([at(10), at(19), at(15)]).toEqual([2, 1, 3]);
    expect(caps.perWeek).toMatchObject({ 1: 1, 2: 0 });
  });

  test('is told of each day, kind, share left out by chance, likelihood, tag and company', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { holdoutArm } = await import('~/outreach/planning/holdout');
    const day = (back: number) => addDays(now(), -back).toISOString().slice(0, 10);
    const ids = await sqlInShop(world.shopId, async (sql) => {
      await sql.run('UPDATE mail SET redirected = true WHERE shop_id = $1');
      const customers = await sql.rows<{ id: bigint }>(
        'SELECT id FROM customer WHERE shop_id = $1 ORDER BY id LIMIT 4',
      );
      for (const [nth, { id }] of customers.entries()) {
        await sql.run(
          `UPDATE customer SET time_zone = 'UTC', country_code = 'DE', tags = $3, company = $4 WHERE shop_id = $1 AND id = $2`,
          id,
          nth === 0 ? ['Staff', 'press'] : nth === 1 ? ['PRESS '] : [],
          nth === 2,
        );
        const [mail] = await sql.rows<{ id: bigint }>(
          `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
           VALUES ($1, $2, 'marketing', 'sent', $3, $3, 'running-low', $3) RETURNING id`,
          id,
          new Date(`${day(8)}T10:00:00Z`),
        );
        await sql.run(
          `INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, planned_at, changed_at, mail_id)
           VALUES ($1, $2, 'running-low', 'marketing', $3, 'sent', $4, $4, $5, $4, $4, $6)`,
          `last-month-${nth}`,
          id,
          new Date(`${day(8)}T10:00:00Z`),
          {
            code: 'running-low',
            probability: [0.3, 0.41, 0.41, 0.8][nth],
            lastOn: '2026-02-20',
            runOutOn: ['2026-03-06', '2026-03-06', '2026-03-22', '2026-04-21'][nth],
          },
          mail?.id,
        );
      }
      return customers.map(({ id }) => id);
    });
    const { days, marketing, kinds, reminders, cycles } = await lastMonth();
    expect(marketing).toBe(4);
    expect(days.onDay).toEqual({ [day(8)]: 4 });
    const weekday = (new Date(`${day(8)}T10:00:00Z`).getUTCDay() + 6) % 7;
    expect(days.onWeekday).toEqual([0, 1, 2, 3, 4, 5, 6].map((one) => (one === weekday ? 4 : 0)));
    expect(days.atRest).toBe(weekday === 6 ? 4 : 0);
    const { shopId } = world;
    const heldOut = (percent: number) =>
      ids.filter(
        (customerId) => holdoutArm({ shopId, customerId, kind: 'running-low' }, percent) === 'holdout',
      ).length;
    expect(kinds['running-low']).toEqual({
      mails: 4,
      leftOut: Object.fromEntries([0, 10, 20, 30, 50].map((percent) => [percent, heldOut(percent)])),
    });
    expect(reminders).toEqual([
      { percent: 30, count: 1 },
      { percent: 41, count: 2 },
      { percent: 80, count: 1 },
    ]);
    expect(cycles).toEqual([
      { days: 14, count: 2 },
      { days: 30, count: 1 },
      { days: 60, count: 1 },
    ]);
    const { loader } = await import('~/routes/app.concerned');
    const never = async (query: string) =>
      (
        await loader({
          request: world.request(`/app/concerned?what=never&${query}`),
          params: {},
          context: {},
        })
      ).json();
    expect(await never('tags=press&companies=false')).toEqual({ count: 2, of: 4 });
    expect(await never('tags=staff&companies=true')).toEqual({ count: 2, of: 4 });
    expect(await never('tags=&companies=false')).toEqual({ count: 0, of: 4 });
  });
});

describe('a word about a kind', () => {
  const kind = 'thank-you';
  const by = '89705382102';

  test('ends its review, whether each is reviewed or the first ones, and is asked about its customers anew', async () => {
    for (const mode of ['review', 'on']) {
      await sqlInShop(world.shopId, async (sql) => {
        await sql.run(
          `UPDATE shop_kind SET mode = $3, reviewed = 0, enabled_at = $4, review_ended_at = NULL, review_ended_by = NULL WHERE shop_id = $1 AND kind = $2`,
          kind,
          mode,
          now(),
        );
        await sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1');
      });
      expect((await kindShown()).inReview).toBe(true);
      expect(await sendKind({ kind, intent: 'end-review' })).toEqual({ kind, mode: 'on' });
      expect(await kindShown()).toMatchObject({ mode: 'on', inReview: false });
      const ended = await sqlInShop(world.shopId, (sql) =>
        sql.rows('SELECT review_ended_by AS by FROM shop_kind WHERE shop_id = $1 AND kind = $2', kind),
      );
      expect(ended).toEqual([{ by }]);
      expect(await toPlanAnew()).toContain(world.customers.guest);
    }
  });

  test('lets go what the breaker held of it, each message by name, and nothing of another kind', async () => {
    const held = '[{"code":"held-flood","count":90,"limit":50}]';
    await sqlInShop(world.shopId, async (sql) => {
      await sql.run(
        `UPDATE shop_kind SET flood_limit = 50, flood_held_on = '2026-06-10', flood_released_on = NULL WHERE shop_id = $1`,
      );
      await sql.run(
        `UPDATE message SET state = 'held', why = $2::jsonb WHERE shop_id = $1 AND id IN ($3, $4)`,
        held,
        world.messages.thanks,
        world.messages.planned,
      );
    });
    expect((await kindShown()).flood).toEqual({ kind, count: 1, capped: false, limit: 50 });
    expect(await sendKind({ kind, intent: 'release-flood' })).toEqual({ kind, mode: 'on' });
    const released = await sqlInShop(world.shopId, (sql) =>
      sql.rows(
        `SELECT m.id, o.by FROM override o JOIN message m ON m.shop_id = $1 AND m.key = o.message_key
         WHERE o.shop_id = $1 AND o.action = 'release'`,
      ),
    );
    expect(released).toEqual([{ id: world.messages.thanks, by }]);
    const days = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ kind: string; on: string | null }>(
        'SELECT kind, flood_released_on::text AS on FROM shop_kind WHERE shop_id = $1',
      ),
    );
    expect(days.filter(({ on }) => on !== null)).toEqual([{ kind, on: '2026-06-10' }]);
    expect(await toPlanAnew()).toContain(world.customers.guest);
  });

  async function kindShown() {
    const shown = (await load()).kinds.find((one) => one.kind === kind);
    if (!shown) throw new Error('the kind is gone');
    return shown;
  }

  async function toPlanAnew(): Promise<bigint[]> {
    const rows = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ id: bigint }>('SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL'),
    );
    return rows.map(({ id }) => id);
  }
});
