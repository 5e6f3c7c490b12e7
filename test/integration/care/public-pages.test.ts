import { beforeAll, describe, expect, it } from 'vitest';
import { emailHash, unsealText } from '~/base/lib/sealed.server';
import { pageStrings } from '~/base/strings/pages';
import { openLink, signLink, signLinkBeside } from '~/care/answers/signed-link.server';
import { closeComplaint } from '~/care/people/close-complaint.server';
import { sqlInShop } from '~/db.server';
import { resolveCustomer } from '~/intake/customers/lock-customer.server';
import { loadComplaints } from '~/office/pages/home/complaints.server';
import { rekeyMessages } from '~/outreach/outbox/rekey-messages.server';
import * as answerRoute from '~/routes/p.answer.$token';
import * as preferencesRoute from '~/routes/p.preferences.$token';
import * as reorderRoute from '~/routes/p.reorder.$token';
import * as unsubscribeRoute from '~/routes/p.unsubscribe.$token';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 401n;
let visitor = 0;

interface Route {
  readonly loader: (args: never) => Promise<Response>;
  readonly action?: (args: never) => Promise<Response>;
}

/** A real request from an address of its own, as the server hands it to the page. */
function visit(route: Route, token: string, init: RequestInit & { query?: string; from?: string } = {}) {
  const { query = '', from = `198.51.100.${++visitor}`, ...rest } = init;
  const headers = new Headers(rest.headers);
  headers.set('x-client-address', from);
  const request = new Request(`https://carafe.test/p/x/${token}${query}`, { ...rest, headers });
  const handler = request.method === 'POST' ? route.action : route.loader;
  if (!handler) throw new Error('no action');
  return handler({ request, params: { token }, context: {} } as never);
}

const post = (body: Record<string, string>, from?: string) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(body).toString(),
  ...(from === undefined ? {} : { from }),
});

const inShop = <T>(work: Parameters<typeof sqlInShop<T>>[1]) => sqlInShop(shop, work);

async function makeReader(email: string) {
  return inShop(async (sql) => {
    const customerId = await makeCustomer(sql, { email });
    const { needId, variant } = await makeNeed(sql, { title: 'Coffee beans', daysPerUnit: 30 });
    const order = await makeOrder(sql, { customerId, variant, on: '2026-06-01', quantity: 2 });
    const [mail] = await sql.rows<{ id: bigint }>(
      `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, email_hash, sent_at, locale)
       VALUES ($1, $2, 'marketing', 'sent', now(), now(), 'running-low', $3, now(), 'en') RETURNING id`,
      customerId,
      emailHash(shop, email),
    );
    const mailId = (mail as { id: bigint }).id;
    const [message] = await sql.rows<{ id: bigint }>(
      `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, order_id, state, due_at, useful_until, reason, planned_at, changed_at, mail_id)
       VALUES ($1, $2, 'running-low', 'marketing', $3, $4, $5, 'sent', now(), now(), '{}', now(), now(), $6) RETURNING id`,
      `running-low-${order.id}-1`,
      customerId,
      needId,
      order.id,
      mailId,
    );
    return { shopId: shop, customerId, mailId, messageId: (message as { id: bigint }).id, needId, variant };
  });
}

const rowsOf = (customerId: bigint, email: string) =>
  inShop(async (sql) => ({
    suppressions: await sql.rows<{ reason: string; scope: string; liftedAt: Date | null }>(
      `SELECT reason, scope, lifted_at AS "liftedAt" FROM suppression WHERE shop_id = $1 AND email_hash = $2`,
      emailHash(shop, email),
    ),
    consents: await sql.rows<{ state: string; owed: boolean }>(
      `SELECT state, write_owed AS owed FROM consent WHERE shop_id = $1 AND customer_id = $2 ORDER BY changed_at`,
      customerId,
    ),
    engagements: await sql.rows<{ purpose: string }>(
      `SELECT purpose FROM engagement WHERE shop_id = $1 AND customer_id = $2 ORDER BY id`,
      customerId,
    ),
    customer: (
      await sql.rows<{ replan: Date | null }>(
        `SELECT replan_due_at AS replan FROM customer WHERE shop_id = $1 AND id = $2`,
        customerId,
      )
    )[0],
    preferences: await sql.rows<{ kind: string; choice: string; needId: bigint | null; until: Date | null }>(
      `SELECT kind, choice, need_id AS "needId", until FROM preference WHERE shop_id = $1 AND customer_id = $2 ORDER BY kind`,
      customerId,
    ),
  }));

beforeAll(async () => {
  await makeShop({
    id: shop,
    settings: {
      brand: {
        logoUrl: 'https://cdn.example/logo.png',
        accentColour: '#aa3300',
        backgroundColour: '#ffffff',
      },
    },
  });
});

describe('unsubscribe', () => {
  it('opening the link changes nothing, however often', async () => {
    const reader = await makeReader('scanned@example.com');
    const token = signLink('unsubscribe', reader);
    for (let k = 0; k < 3; k++) {
      const page = await visit(unsubscribeRoute, token);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Do you want no more mail from Ada’s Coffee?');
    }
    expect(await rowsOf(reader.customerId, 'scanned@example.com')).toMatchObject({
      suppressions: [],
      consents: [],
      engagements: [],
      customer: { replan: null },
    });
  });

  it('a provider’s one-click POST acts at once, without redirect, cookie or login', async () => {
    const reader = await makeReader('one-click@example.com');
    const answer = await visit(
      unsubscribeRoute,
      signLink('unsubscribe', reader),
      post({ 'List-Unsubscribe': 'One-Click' }),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('location')).toBeNull();
    const rows = await rowsOf(reader.customerId, 'one-click@example.com');
    expect(rows.suppressions).toEqual([
      { reason: 'unsubscribe', scope: 'not_transactional', liftedAt: null },
    ]);
    expect(rows.consents).toEqual([{ state: 'UNSUBSCRIBED', owed: true }]);
    expect(rows.engagements).toEqual([{ purpose: 'unsubscribe' }]);
    expect(rows.customer?.replan).toBeInstanceOf(Date);
  });

  it('acts however much a provider says with it', async () => {
    const reader = await makeReader('wordy@example.com');
    const answer = await visit(
      unsubscribeRoute,
      signLink('unsubscribe', reader),
      post({ 'List-Unsubscribe': 'One-Click', junk: 'x'.repeat(17_000) }),
    );
    expect(answer.status).toBe(200);
    expect((await rowsOf(reader.customerId, 'wordy@example.com')).suppressions).toHaveLength(1);
  });

  it('a second and a parallel one change nothing more', async () => {
    const reader = await makeReader('twice@example.com');
    const token = signLink('unsubscribe', reader);
    await Promise.all(
      [1, 2, 3, 4].map(() => visit(unsubscribeRoute, token, post({ 'List-Unsubscribe': 'One-Click' }))),
    );
    await visit(unsubscribeRoute, token, post({ from: 'page' }));
    const rows = await rowsOf(reader.customerId, 'twice@example.com');
    expect([rows.suppressions.length, rows.consents.length, rows.engagements.length]).toEqual([1, 1, 1]);
  });

  it('thousands from one address all pass, while pages from there are turned away', async () => {
    const from = '203.0.113.7';
    const reader = await makeReader('crowd@example.com');
    const token = signLink('unsubscribe', reader);
    let turnedAway = 0;
    for (let k = 0; k < 140; k++) {
      if ((await visit(unsubscribeRoute, token, { from })).status === 429) turnedAway++;
    }
    expect(turnedAway).toBeGreaterThan(0);
    const answer = await visit(unsubscribeRoute, token, post({ 'List-Unsubscribe': 'One-Click' }, from));
    expect(answer.status).toBe(200);
    expect((await rowsOf(reader.customerId, 'crowd@example.com')).suppressions).toHaveLength(1);
  });

  /** As a merge leaves it: the old row keeps its pointer alone, and what it had belongs to the one it became. */
  const mergeInto = (gone: bigint, kept: bigint) =>
    inShop(async (sql) => {
      await sql.run(
        `UPDATE customer SET merged_into_id = $3, deleted_at = now(), email_hash = NULL, email_sealed = NULL
         WHERE shop_id = $1 AND id = $2`,
        gone,
        kept,
      );
      await rekeyMessages(sql, gone, kept);
    });

  it('works for a customer who was merged, and stops the address that the mail went to', async () => {
    const reader = await makeReader('old@example.com');
    const into = await inShop((sql) => makeCustomer(sql, { email: 'new@example.com' }));
    await mergeInto(reader.customerId, into);
    await visit(unsubscribeRoute, signLink('unsubscribe', reader), post({}));
    expect((await rowsOf(into, 'new@example.com')).suppressions).toHaveLength(1);
    expect((await rowsOf(into, 'old@example.com')).suppressions).toHaveLength(1);
    expect((await rowsOf(into, 'new@example.com')).consents).toEqual([{ state: 'UNSUBSCRIBED', owed: true }]);
    const [mail] = await inShop((sql) =>
      sql.rows<{ at: Date | null }>(
        `SELECT unsubscribed_at AS at FROM mail WHERE shop_id = $1 AND id = $2`,
        reader.mailId,
      ),
    );
    expect(mail?.at).toBeInstanceOf(Date);
  });

  it('works for customers who were merged in a ring: whoever is still there has said no', async () => {
    const reader = await makeReader('round@example.com');
    const alive = await inShop((sql) => makeCustomer(sql, { email: 'alive@example.com' }));
    await mergeInto(reader.customerId, alive);
    await inShop((sql) =>
      sql.run(
        `UPDATE customer SET merged_into_id = $3 WHERE shop_id = $1 AND id = $2`,
        alive,
        reader.customerId,
      ),
    );
    await visit(unsubscribeRoute, signLink('unsubscribe', reader), post({}));
    expect((await rowsOf(alive, 'round@example.com')).suppressions).toHaveLength(1);
    expect((await rowsOf(alive, 'alive@example.com')).suppressions).toHaveLength(1);
    expect((await rowsOf(alive, 'alive@example.com')).consents).toEqual([
      { state: 'UNSUBSCRIBED', owed: true },
    ]);
    expect(await inShop((sql) => resolveCustomer(sql, reader.customerId))).toBe(alive);
  });

  it('a changed, foreign-purpose or empty token opens nothing and says so', async () => {
    const reader = await makeReader('forged@example.com');
    const token = signLink('unsubscribe', reader);
    const forged = [
      token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      signLink('preferences', reader),
      '',
      'x'.repeat(5_000),
      '1-0-b-1---.AAAA',
    ];
    for (const bad of forged) {
      const page = await visit(unsubscribeRoute, bad, { headers: { 'Accept-Language': 'de-AT' } });
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('Dieser Link funktioniert nicht');
      expect((await visit(unsubscribeRoute, bad, post({}))).status).toBe(404);
    }
    expect((await rowsOf(reader.customerId, 'forged@example.com')).suppressions).toEqual([]);
  });

  it('cannot be framed, scripted or sent elsewhere', async () => {
    const reader = await makeReader('headers@example.com');
    const { headers } = await visit(unsubscribeRoute, signLink('unsubscribe', reader));
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain('img-src https://cdn.example');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('preferences', () => {
  it('keeps choices per kind, fewer, and a break, and shows them again', async () => {
    const reader = await makeReader('choosy@example.com');
    const token = signLink('preferences', reader);
    const saved = await visit(
      preferencesRoute,
      token,
      post({ do: 'save', 'kind-thank-you': 'on', rate: 'fewer', pause: 'none' }),
    );
    expect(await saved.text()).toContain('Your choices are saved.');
    const { preferences } = await rowsOf(reader.customerId, 'choosy@example.com');
    expect(preferences.map(({ kind, choice }) => [kind, choice])).toEqual([
      ['*', 'fewer'],
      ['running-low', 'off'],
      ['warranty-expiry', 'off'],
    ]);
    const page = await (await visit(preferencesRoute, token)).text();
    expect(page).toMatch(/name="kind-thank-you" checked/);
    expect(page).not.toMatch(/name="kind-running-low" checked/);
    await visit(
      preferencesRoute,
      token,
      post({
        do: 'save',
        'kind-thank-you': 'on',
        'kind-running-low': 'on',
        'kind-warranty-expiry': 'on',
        rate: 'usual',
        pause: '60',
      }),
    );
    const after = await rowsOf(reader.customerId, 'choosy@example.com');
    expect(after.preferences).toHaveLength(1);
    expect(after.preferences[0]).toMatchObject({ kind: '*', choice: 'snoozed' });
    expect(await (await visit(preferencesRoute, token)).text()).toMatch(
      /<option value="keep" selected="">Until /,
    );
  });

  it('tells somebody who did not subscribe what does not come, and goes on keeping their choices', async () => {
    const reader = await makeReader('bystander@example.com');
    const token = signLink('preferences', reader);
    const { notSubscribed, notThisYet } = pageStrings('en').preferences;
    const told = async () => (await visit(preferencesRoute, token)).text();
    const named = notSubscribed('').slice(0, 30);
    await consented(reader.customerId, 'NOT_SUBSCRIBED');
    expect(await told()).toContain(named);
    // Nobody knows her country: all but mail about an order asks for a subscription.
    expect((await told()).split(notThisYet)).toHaveLength(3);
    const saved = await visit(preferencesRoute, token, post({ do: 'save', 'kind-thank-you': 'on' }));
    expect(await saved.text()).toMatch(/name="kind-thank-you" checked/);
    await inShop((sql) =>
      sql.run(
        `UPDATE consent SET state = 'SUBSCRIBED' WHERE shop_id = $1 AND customer_id = $2`,
        reader.customerId,
      ),
    );
    expect(await told()).not.toContain(named);
  });

  /** What Shopify last told of a customer, before anything that they do here. */
  const consented = (customerId: bigint, state: string) =>
    inShop((sql) =>
      sql.run(
        `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', $3, 'customer', '2026-01-01')`,
        customerId,
        state,
      ),
    );
  const suppressed = (email: string, reason: string) =>
    inShop((sql) =>
      sql.run(
        `INSERT INTO suppression (shop_id, email_hash, reason, scope) VALUES ($1, $2, $3, 'all')`,
        emailHash(shop, email),
        reason,
      ),
    );
  const inForce = async (customerId: bigint, email: string) =>
    (await rowsOf(customerId, email)).suppressions.filter(({ liftedAt }) => liftedAt === null);

  it('nothing at all is an unsubscribe, and the way back restores a subscription', async () => {
    const reader = await makeReader('back@example.com');
    await consented(reader.customerId, 'SUBSCRIBED');
    const token = signLink('preferences', reader);
    const stopped = await (await visit(preferencesRoute, token, post({ do: 'none' }))).text();
    expect(stopped).toContain('You are unsubscribed');
    expect(stopped).toContain('Write to me again');
    const back = await (await visit(preferencesRoute, token, post({ do: 'again' }))).text();
    expect(back).toContain('You will hear from us again.');
    expect(back).not.toContain('Write to me again');
    const { consents } = await rowsOf(reader.customerId, 'back@example.com');
    expect(consents.slice(1)).toEqual([
      { state: 'UNSUBSCRIBED', owed: true },
      { state: 'SUBSCRIBED', owed: true },
    ]);
    expect(await inForce(reader.customerId, 'back@example.com')).toEqual([]);
  });

  it('a no passes however often somebody came from there; other choices wait', async () => {
    const reader = await makeReader('from-an-office@example.com');
    const token = signLink('preferences', reader);
    const from = '203.0.113.77';
    let turnedAway = 0;
    while (turnedAway === 0)
      turnedAway += (await visit(preferencesRoute, token, { from })).status === 429 ? 1 : 0;
    expect((await visit(preferencesRoute, token, post({ do: 'save' }, from))).status).toBe(429);
    expect((await visit(preferencesRoute, token, post({ do: 'none' }, from))).status).toBe(200);
    const { suppressions } = await rowsOf(reader.customerId, 'from-an-office@example.com');
    expect(suppressions).toHaveLength(1);
  });

  it('the way back makes nobody a subscriber who was none, and Shopify is told nothing of it', async () => {
    const reader = await makeReader('none-before@example.com');
    await consented(reader.customerId, 'NOT_SUBSCRIBED');
    const token = signLink('preferences', reader);
    await visit(preferencesRoute, token, post({ do: 'again' }));
    await visit(preferencesRoute, token, post({ do: 'none' }));
    await visit(preferencesRoute, token, post({ do: 'again' }));
    const { consents } = await rowsOf(reader.customerId, 'none-before@example.com');
    expect(consents.slice(1)).toEqual([
      { state: 'UNSUBSCRIBED', owed: true },
      { state: 'NOT_SUBSCRIBED', owed: false },
    ]);
  });

  it.each(['spam_report', 'hard_bounce'])(
    'there is no way back after a %s, by the page or by a form',
    async (reason) => {
      const email = `${reason}@example.com`;
      const reader = await makeReader(email);
      await consented(reader.customerId, 'SUBSCRIBED');
      const token = signLink('preferences', reader);
      await visit(preferencesRoute, token, post({ do: 'none' }));
      await suppressed(email, reason);
      expect(await (await visit(preferencesRoute, token)).text()).not.toContain('Write to me again');
      const answer = await visit(preferencesRoute, token, post({ do: 'again' }));
      expect(await answer.text()).not.toContain('You will hear from us again');
      expect(await inForce(reader.customerId, email)).toHaveLength(2);
      expect((await rowsOf(reader.customerId, email)).consents.at(-1)?.state).toBe('UNSUBSCRIBED');
    },
  );

  it('a no that was told elsewhere is not taken back here', async () => {
    const reader = await makeReader('elsewhere@example.com');
    await consented(reader.customerId, 'UNSUBSCRIBED');
    const token = signLink('preferences', reader);
    await visit(preferencesRoute, token, post({ do: 'none' }));
    await visit(preferencesRoute, token, post({ do: 'again' }));
    await visit(preferencesRoute, token, post({ do: 'none' }));
    await visit(preferencesRoute, token, post({ do: 'again' }));
    const { consents } = await rowsOf(reader.customerId, 'elsewhere@example.com');
    expect(consents.map(({ state }) => state)).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED']);
  });

  it('a mail that went to another address names the way and changes nothing', async () => {
    const reader = await makeReader('former@example.com');
    await inShop((sql) =>
      sql.run(
        `UPDATE customer SET email_hash = $3 WHERE shop_id = $1 AND id = $2`,
        reader.customerId,
        emailHash(shop, 'present@example.com'),
      ),
    );
    const token = signLink('preferences', reader);
    await visit(preferencesRoute, token, post({ do: 'none' }));
    for (const init of [{}, post({ do: 'again' })]) {
      const page = await (await visit(preferencesRoute, token, init)).text();
      expect(page).not.toContain('>Write to me again<');
      expect(page.match(/the newest mail that you got from us/g)).toHaveLength(1);
    }
    expect(await inForce(reader.customerId, 'present@example.com')).toHaveLength(1);
  });

  it('a form above 16 kB is refused and changes nothing', async () => {
    const reader = await makeReader('long@example.com');
    const token = signLink('preferences', reader);
    const answer = await visit(preferencesRoute, token, post({ do: 'save', junk: 'x'.repeat(17_000) }));
    expect(answer.status).toBe(413);
    expect((await rowsOf(reader.customerId, 'long@example.com')).preferences).toEqual([]);
  });

  it('a script in a name stays text', async () => {
    const other = 402n;
    await makeShop({ id: other });
    await sqlInShop(other, (sql) =>
      sql.run(`UPDATE shop SET name = '<script>alert(1)</script>' WHERE id = $1`),
    );
    const customerId = await sqlInShop(other, (sql) => makeCustomer(sql));
    const page = await (
      await visit(preferencesRoute, signLink('preferences', { shopId: other, customerId }))
    ).text();
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
  });
});

describe('reorder', () => {
  it('leads to the shop’s own cart with the token, and records the click', async () => {
    const reader = await makeReader('reorder@example.com');
    const answer = await visit(reorderRoute, signLink('reorder', reader), {
      headers: { 'User-Agent': 'Mozilla/5.0 (iPhone) Safari/604' },
    });
    expect(answer.status).toBe(302);
    const url = new URL(answer.headers.get('location') ?? '');
    expect(url.origin).toBe(`https://coffee-${shop}.example`);
    expect(url.pathname).toBe(`/cart/${reader.variant.split('/').at(-1)}:2`);
    expect(url.searchParams.get('ref')).toBe('carafe');
    expect(url.searchParams.get('attributes[carafe]')).toBeTruthy();
    expect((await rowsOf(reader.customerId, 'reorder@example.com')).engagements).toEqual([
      { purpose: 'click' },
    ]);
    const [mail] = await inShop((sql) =>
      sql.rows<{ at: Date | null }>(
        `SELECT first_click_at AS at FROM mail WHERE shop_id = $1 AND id = $2`,
        reader.mailId,
      ),
    );
    expect(mail?.at).toBeInstanceOf(Date);
  });

  it('a robot is led there too, and counts as a scan', async () => {
    const reader = await makeReader('robot@example.com');
    await visit(reorderRoute, signLink('reorder', reader), { headers: { 'User-Agent': 'Googlebot/2.1' } });
    expect((await rowsOf(reader.customerId, 'robot@example.com')).engagements).toEqual([{ purpose: 'scan' }]);
    const [mail] = await inShop((sql) =>
      sql.rows<{ at: Date | null }>(
        `SELECT first_click_at AS at FROM mail WHERE shop_id = $1 AND id = $2`,
        reader.mailId,
      ),
    );
    expect(mail?.at).toBeNull();
  });

  it('keeps one click and one scan a day, however often and however many at once it is opened', async () => {
    const reader = await makeReader('again@example.com');
    const token = signLink('reorder', reader);
    const open = (agent: string) =>
      visit(reorderRoute, token, { headers: { 'User-Agent': agent, 'X-Forwarded-For': '' } });
    const agents = ['Mozilla/5.0 (iPhone) Safari/604', 'Googlebot/2.1'];
    await Promise.all([1, 2, 3, 4].flatMap(() => agents.map(open)));
    for (const agent of agents) expect((await open(agent)).status).toBe(302);
    const { engagements } = await rowsOf(reader.customerId, 'again@example.com');
    expect(engagements.map(({ purpose }) => purpose).sort()).toEqual(['click', 'scan']);
    // The next day is kept again: only the repetition of a day says nothing.
    await inShop((sql) =>
      sql.run(
        `UPDATE engagement SET at = at - interval '1 day' WHERE shop_id = $1 AND customer_id = $2`,
        reader.customerId,
      ),
    );
    for (const agent of agents) await open(agent);
    expect((await rowsOf(reader.customerId, 'again@example.com')).engagements).toHaveLength(4);
  });

  it('writes nothing of somebody who was erased, and still leads to the shop', async () => {
    const reader = await makeReader('erased-reader@example.com');
    await inShop((sql) =>
      sql.run(`UPDATE customer SET redacted_at = now() WHERE shop_id = $1 AND id = $2`, reader.customerId),
    );
    expect((await visit(reorderRoute, signLink('reorder', reader))).status).toBe(302);
    expect((await rowsOf(reader.customerId, 'erased-reader@example.com')).engagements).toEqual([]);
  });

  it('a sold-out product is said to be, with the way to the shop', async () => {
    const reader = await makeReader('sold-out@example.com');
    await inShop((sql) =>
      sql.run(
        `UPDATE variant SET available_for_sale = false WHERE shop_id = $1 AND shopify_variant_id = $2`,
        reader.variant,
      ),
    );
    const answer = await visit(reorderRoute, signLink('reorder', reader));
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('We are sorry: Coffee beans cannot be ordered just now.');
    const links = [...page.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = '']) => new URL(href));
    expect(links.map(({ origin, pathname }) => [origin, pathname])).toEqual([
      [`https://coffee-${shop}.example`, '/'],
    ]);
    expect((await rowsOf(reader.customerId, 'sold-out@example.com')).engagements).toHaveLength(1);
  });
});

describe('answers', () => {
  it('a link with an answer in it only chooses; the button sends it', async () => {
    const reader = await makeReader('answers@example.com');
    const token = signLink('answer', reader);
    const page = await (await visit(answerRoute, token, { query: '?a=still_plenty' })).text();
    expect(page).toContain('How is it going with Coffee beans?');
    expect(page).toMatch(/value="still_plenty"[^>]*checked|checked=""[^>]*value="still_plenty"/);
    expect((await rowsOf(reader.customerId, 'answers@example.com')).engagements).toEqual([]);
    const sent = await visit(answerRoute, token, post({ answer: 'still_plenty', days: '60' }));
    expect(await sent.text()).toContain('We will not remind you of it for 60 days.');
    await visit(answerRoute, token, post({ answer: 'still_plenty', days: '60' }));
    const rows = await rowsOf(reader.customerId, 'answers@example.com');
    expect(rows.preferences).toMatchObject([
      { kind: 'running-low', choice: 'snoozed', needId: reader.needId },
    ]);
    expect(rows.engagements).toEqual([{ purpose: 'answer' }]);
    expect(rows.customer?.replan).toBeInstanceOf(Date);
  });

  it('a break is told with its day as the mails write days', async () => {
    const reader = await makeReader('break@example.com');
    const page = await visit(
      preferencesRoute,
      signLink('preferences', reader),
      post({ do: 'save', rate: 'usual', pause: '30' }),
    );
    expect(await page.text()).toMatch(/>Until \d{1,2} [A-Z][a-z]+( \d{4})?</);
  });

  it('"not for me any more" ends reminders of this need alone', async () => {
    const reader = await makeReader('enough@example.com');
    await visit(answerRoute, signLink('answer', reader), post({ answer: 'not_for_me' }));
    expect((await rowsOf(reader.customerId, 'enough@example.com')).preferences).toMatchObject([
      { kind: 'running-low', choice: 'off', needId: reader.needId, until: null },
    ]);
  });

  it('"running out" offers the order at once', async () => {
    const reader = await makeReader('sooner@example.com');
    const page = await visit(answerRoute, signLink('answer', reader), post({ answer: 'running_out_sooner' }));
    expect(await page.text()).toContain('https://carafe.test/p/reorder/');
  });

  it('something wrong opens one complaint, with the words sealed', async () => {
    const reader = await makeReader('wrong@example.com');
    const about = { ...reader, needId: undefined };
    await visit(
      answerRoute,
      signLink('answer', about),
      post({ answer: 'something_wrong', text: 'The bag was torn.' }),
    );
    await visit(answerRoute, signLink('answer', about), post({ answer: 'not_arrived' }));
    const complaints = await inShop((sql) =>
      sql.rows<{ state: string; text: Buffer }>(
        `SELECT state, text FROM complaint WHERE shop_id = $1 AND customer_id = $2`,
        reader.customerId,
      ),
    );
    expect(complaints).toHaveLength(1);
    expect(complaints[0]?.state).toBe('open');
    expect(complaints[0]?.text.toString()).not.toContain('torn');
  });

  it('of two things in one mail each is asked about by itself, and offered after the other', async () => {
    const reader = await makeReader('two@example.com');
    const filters = await inShop(async (sql) => {
      const { needId } = await makeNeed(sql, { title: 'Paper filters' });
      const [message] = await sql.rows<{ id: bigint }>(
        `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, planned_at, changed_at, mail_id)
         VALUES ($1, 'running-low-two', 'running-low', 'marketing', $2, $3, 'sent', now(), now(), '{}', now(), now(), $4) RETURNING id`,
        reader.customerId,
        needId,
        reader.mailId,
      );
      return { needId, messageId: message?.id ?? 0n };
    });
    const page = await (await visit(answerRoute, signLink('answer', reader))).text();
    expect(page).toContain('Your answer is about Coffee beans alone.');
    const link = /href="https:\/\/carafe\.test\/p\/answer\/([^"]+)">Paper filters</.exec(page)?.[1] ?? '';
    expect(openLink('answer', link)).toMatchObject({ ...filters, mailId: reader.mailId });
    const thanks = await visit(answerRoute, signLink('answer', reader), post({ answer: 'still_plenty' }));
    expect(await thanks.text()).toContain('>Paper filters</a>');
    const second = await (await visit(answerRoute, link)).text();
    expect(second).toContain('How is it going with Paper filters?');
    // What was answered already is not asked about again.
    expect(second).not.toContain('Coffee beans');
    await visit(answerRoute, link, post({ answer: 'not_for_me' }));
    expect((await rowsOf(reader.customerId, 'two@example.com')).preferences).toMatchObject([
      { choice: 'snoozed', needId: reader.needId },
      { choice: 'off', needId: filters.needId },
    ]);
  });

  it('a link beside another is as old as that one', () => {
    const from = { shopId: shop, customerId: 1n, madeOnDay: 20_000 };
    // Made in 2024, and over since.
    expect(openLink('answer', signLinkBeside('answer', from, { messageId: 2n }))).toBeNull();
    expect(openLink('preferences', signLinkBeside('preferences', from, { messageId: 2n }))).toMatchObject({
      ...from,
      messageId: 2n,
    });
  });

  it('which thing of an order is wrong may be said, and no thing of another order', async () => {
    const reader = await makeReader('which@example.com');
    const other = await makeReader('another@example.com');
    const about = { ...reader, needId: undefined };
    const lineOf = (customerId: bigint) =>
      inShop((sql) =>
        sql.rows<{ id: bigint; name: string }>(
          `SELECT l.id, o.name FROM order_line l JOIN orders o ON o.shop_id = $1 AND o.shopify_order_id = l.shopify_order_id
           WHERE l.shop_id = $1 AND o.customer_id = $2`,
          customerId,
        ),
      );
    const [line] = await lineOf(reader.customerId);
    const [foreign] = await lineOf(other.customerId);
    await inShop((sql) =>
      sql.run(
        `INSERT INTO order_line (shop_id, shopify_order_id, shopify_line_item_id, title, quantity, current_quantity)
         SELECT $1, o.shopify_order_id, 'gid://shopify/LineItem/which', 'Milk jug', 1, 1 FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2`,
        reader.customerId,
      ),
    );
    const page = await (await visit(answerRoute, signLink('answer', about))).text();
    expect(page).toMatch(/<option value="" selected="">The whole order<\/option>/);
    expect(page).toContain(`<option value="${line?.id}">`);
    expect(page).toContain('>Milk jug</option>');
    const tell = (item: string) =>
      visit(answerRoute, signLink('answer', about), post({ answer: 'something_wrong', item }));
    const items = async () =>
      (await inShop((sql) => loadComplaints(sql, { customerId: reader.customerId }))).first.map(
        (complaint) => complaint.items,
      );
    await tell(String(foreign?.id));
    expect(await items()).toEqual([[]]);
    const jug = (await lineOf(reader.customerId)).find(({ id }) => id !== line?.id);
    await tell(String(jug?.id));
    await tell(String(jug?.id));
    expect(await items()).toEqual([['Milk jug']]);
  });

  it('what is wrong is kept whenever it is said, within the hour of the first tap too, and once', async () => {
    const reader = await makeReader('later-words@example.com');
    const token = signLink('answer', { ...reader, needId: undefined });
    const long = 'The lid was loose.\r\n'.repeat(210);
    for (const text of ['', 'There was glass in it.', 'There was glass in it.', 'It is hot, too.', long])
      await visit(answerRoute, token, post({ answer: 'something_wrong', text }));
    const complaints = await inShop((sql) =>
      sql.rows<{ text: Buffer }>(
        `SELECT text FROM complaint WHERE shop_id = $1 AND customer_id = $2`,
        reader.customerId,
      ),
    );
    const words = complaints.map(({ text }) => unsealText(text, { shopId: shop, column: 'complaint.text' }));
    expect(words).toEqual([
      `There was glass in it.\n\nIt is hot, too.\n\n${long.replaceAll('\r\n', '\n').trim()}`,
    ]);
    const answers = await inShop((sql) =>
      sql.rows(`SELECT 1 FROM answer WHERE shop_id = $1 AND customer_id = $2`, reader.customerId),
    );
    expect(answers).toHaveLength(1);
  });

  it('what a person has settled is not opened by the same words sent again, and by new ones it is', async () => {
    const reader = await makeReader('sent-again@example.com');
    const token = signLink('answer', { ...reader, needId: undefined });
    const tell = (text: string) => visit(answerRoute, token, post({ answer: 'something_wrong', text }));
    const open = async () =>
      (await inShop((sql) => loadComplaints(sql, { customerId: reader.customerId }))).first;
    await tell('The bag was torn.');
    const [told] = await open();
    const settled = { remedy: 'refunded', cause: 'product', by: 'staff' } as const;
    expect(await closeComplaint(shop, { id: BigInt(told?.id ?? 0), ...settled })).toBe(true);
    await tell('The bag was torn.');
    expect(await open()).toEqual([]);
    await tell('The new one is torn, too.');
    expect(await open()).toMatchObject([{ text: 'The new one is torn, too.' }]);
  });

  it('a thing of another order in the same complaint has its order’s name', async () => {
    const reader = await makeReader('two-orders@example.com');
    const about = { ...reader, needId: undefined };
    const second = await inShop(async (sql) => {
      const order = await makeOrder(sql, {
        customerId: reader.customerId,
        variant: reader.variant,
        on: '2026-06-20',
      });
      const [message] = await sql.rows<{ id: bigint }>(
        `INSERT INTO message (shop_id, key, kind, class, customer_id, order_id, state, due_at, useful_until, reason, planned_at, changed_at, mail_id)
         VALUES ($1, $2, 'thank-you', 'relationship', $3, $4, 'sent', now(), now(), '{}', now(), now(), $5) RETURNING id`,
        `thank-you-${order.id}-1`,
        reader.customerId,
        order.id,
        reader.mailId,
      );
      return message?.id ?? 0n;
    });
    const tell = async (messageId: bigint) => {
      const [line] = await inShop((sql) =>
        sql.rows<{ id: bigint; name: string; title: string }>(
          `SELECT l.id, o.name, l.title FROM message m JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
           JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id WHERE m.shop_id = $1 AND m.id = $2`,
          messageId,
        ),
      );
      const token = signLink('answer', { ...about, messageId });
      await visit(answerRoute, token, post({ answer: 'something_wrong', item: String(line?.id) }));
      return line;
    };
    const own = await tell(reader.messageId);
    const other = await tell(second);
    const [complaint] = (await inShop((sql) => loadComplaints(sql, { customerId: reader.customerId }))).first;
    expect(complaint).toMatchObject({
      orderName: own?.name,
      items: [own?.title, `${other?.title} (${other?.name})`],
    });
    expect(own?.name).not.toBe(other?.name);
  });

  it('no answer, or one that does not exist, asks again', async () => {
    const reader = await makeReader('none@example.com');
    for (const body of [{ other: '' }, { answer: 'delete_everything' }] as Record<string, string>[]) {
      const page = await visit(answerRoute, signLink('answer', reader), post(body));
      expect(page.status).toBe(422);
      expect(await page.text()).toContain('Please choose an answer.');
    }
  });
});

describe('an answer link in the hands of a machine', () => {
  it('writes a few rows and no more, and the newest word still counts', async () => {
    const reader = await makeReader('tapper@buyer.example');
    const token = signLink('answer', reader);
    for (let tap = 0; tap < 30; tap++)
      await visit(
        answerRoute,
        token,
        post(tap % 2 ? { answer: 'running_out_sooner' } : { answer: 'still_plenty', days: '14' }),
      );
    await visit(answerRoute, token, post({ answer: 'not_for_me' }));
    const [row] = await inShop((sql) =>
      sql.rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM answer WHERE shop_id = $1 AND customer_id = $2',
        reader.customerId,
      ),
    );
    expect(row?.count).toBe(20);
    const [choice] = await inShop((sql) =>
      sql.rows<{ choice: string }>(
        'SELECT choice FROM preference WHERE shop_id = $1 AND customer_id = $2',
        reader.customerId,
      ),
    );
    expect(choice?.choice).toBe('off');
  });

  it('takes no answer that its question does not offer', async () => {
    const reader = await makeReader('forger@buyer.example');
    const answer = await visit(answerRoute, signLink('answer', reader), post({ answer: 'not_arrived' }));
    expect(answer.status).toBe(422);
    const rows = await inShop((sql) =>
      sql.rows('SELECT 1 FROM complaint WHERE shop_id = $1 AND customer_id = $2', reader.customerId),
    );
    expect(rows).toEqual([]);
  });
});
