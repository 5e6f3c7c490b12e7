import { beforeEach, describe, expect, it } from 'vitest';
import { moveClock } from '../../support/move-clock';

const clock = moveClock('2026-06-01T09:00:00Z');

const { sqlInShop } = await import('~/db.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { loadMessages } = await import('~/outreach/outbox/load-messages.server');
const { endReview, switchKind } = await import('~/outreach/kinds/switch-kind.server');
const { loadMailInput } = await import('~/office/pages/queue/preview.server');
const { renderMail } = await import('~/outreach/templates/render-mail.server');
const { linksFor } = await import('~/sending/channels/email/make-mail.server');
const answerRoute = await import('~/routes/p.answer.$token');
const { makeCustomer, makeNeed, makeOrder, makeShop, sender } = await import('../../factories/history');

let shopId = 7700n;
let customerId: bigint;

beforeEach(async () => {
  await clock.moveTo('2026-06-01T09:00:00Z');
  shopId += 1n;
  await makeShop({ id: shopId, settings: { sender } });
  for (const kind of ['running-low', 'thank-you', 'warranty-expiry'] as const) {
    await switchKind(shopId, kind, 'on', 'Ada');
    await endReview(shopId, kind, 'Ada');
  }
});

async function buyer(locale: 'en' | 'de', orders: readonly string[], daysPerUnit: number | null = 30) {
  await sqlInShop(shopId, async (sql) => {
    customerId = await makeCustomer(sql, { numberOfOrders: orders.length, locale });
    const { variant } = await makeNeed(sql, { daysPerUnit });
    await sql.run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
       VALUES ($1, $2, 'email', 'SUBSCRIBED', 'test', '2025-01-01')`,
      customerId,
    );
    for (const on of orders) await makeOrder(sql, { customerId, on, variant });
  });
  await planCustomer(shopId, customerId);
}

const monthly = ['2025-12-20', '2026-01-19', '2026-02-18', '2026-03-20', '2026-04-20', '2026-05-21'];

async function message(kind: string, step = 1) {
  const found = (await sqlInShop(shopId, (sql) => loadMessages(sql, customerId))).filter(
    (one) => one.kind === kind && one.step === step,
  );
  return found.at(-1);
}

async function markSent(kind: string, step = 1): Promise<void> {
  const found = await message(kind, step);
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE message SET state = 'sent', sent_at = due_at WHERE shop_id = $1 AND id = $2`,
      found?.id ?? 0n,
    ),
  );
}

/** The answer links of the very mail, by what they say; the HTML's and the text's must be the same. */
async function linksOf(kind: string, step = 1): Promise<Map<string, URL>> {
  const found = await message(kind, step);
  const input = await sqlInShop(shopId, (sql) => loadMailInput(sql, found?.id ?? 0n));
  if (!input) throw new Error(`there is no ${kind}`);
  const mail = await renderMail({ ...input, links: linksFor({ shopId, customerId }) });
  const inHtml = [...mail.html.matchAll(/<a\b[^>]*href="([^"]*\/p\/answer\/[^"]*)"[^>]*>([^<]*)<\/a>/g)].map(
    ([, url = '', label = '']) => [label.trim(), url.replaceAll('&amp;', '&')] as const,
  );
  const inText = [...mail.text.matchAll(/^- (.+): (\S+\/p\/answer\/\S+)$/gm)].map(
    ([, label = '', url = '']) => [label, url] as const,
  );
  expect(inText).toEqual(inHtml);
  return new Map(inHtml.map(([label, url]) => [label, new URL(url)]));
}

function args(request: Request, url: URL) {
  return { request, params: { token: url.pathname.split('/').at(-1) ?? '' }, context: {} };
}

const open = async (url: URL) => (await answerRoute.loader(args(new Request(url), url))).text();

async function tap(url: URL, more: Record<string, string> = {}) {
  const body = new URLSearchParams({ answer: url.searchParams.get('a') ?? '', ...more });
  const response = await answerRoute.action(args(new Request(url, { method: 'POST', body }), url));
  expect(response.status).toBe(200);
  await planCustomer(shopId, customerId);
}

function link(links: ReadonlyMap<string, URL>, answer: string): URL {
  const found = [...links.values()].find((url) => url.searchParams.get('a') === answer);
  if (!found) throw new Error(`no link for ${answer}`);
  return found;
}

describe('a reminder’s answers', () => {
  it('stand in the mail in the customer’s language', async () => {
    await buyer('en', monthly);
    expect([...(await linksOf('running-low')).keys()]).toEqual([
      'I still have plenty',
      'I am out, or nearly out',
      'Not for me any more',
    ]);
    await buyer('de', monthly);
    expect([...(await linksOf('running-low')).keys()]).toEqual([
      'Ich habe noch genug',
      'Es ist fast oder ganz aufgebraucht',
      'Ist nichts mehr für mich',
    ]);
  });

  it('change nothing when they are opened, with the tapped one chosen', async () => {
    await buyer('en', monthly);
    const before = await message('running-low');
    for (const url of (await linksOf('running-low')).values()) {
      const page = await open(url);
      expect(page).toContain('Coffee beans');
      expect(page).toMatch(new RegExp(`<input[^>]*checked[^>]*value="${url.searchParams.get('a')}"`));
    }
    await planCustomer(shopId, customerId);
    expect(await message('running-low')).toEqual(before);
  });

  it('"still have plenty" puts the reminder off by what the customer chose', async () => {
    await buyer('en', monthly);
    const before = await message('running-low');
    await tap(link(await linksOf('running-low'), 'still_plenty'), { days: '30' });
    const after = await message('running-low');
    expect((before?.dueAt.toISOString() ?? '') < '2026-06-20').toBe(true);
    expect(after?.state).toBe('planned');
    expect((after?.dueAt.toISOString() ?? '') >= '2026-07-01').toBe(true);
  });

  it('"still have plenty" after the first mail is asked again when the customer said, and then no more', async () => {
    await buyer('en', monthly);
    const links = await linksOf('running-low');
    await markSent('running-low');
    await clock.moveTo('2026-06-15T09:00:00Z');
    expect(await open(link(links, 'still_plenty'))).toContain('name="days"');
    await tap(link(links, 'still_plenty'), { days: '30' });
    const second = await message('running-low', 2);
    expect(second).toMatchObject({ state: 'planned', wantedOn: '2026-07-15' });

    const lastLinks = await linksOf('running-low', 2);
    await markSent('running-low', 2);
    const page = await open(link(lastLinks, 'still_plenty'));
    expect(page).not.toContain('name="days"');
    expect(page).toContain('We do not ask again before your next order.');
  });

  it('to a second mail whose first was left out: it reads like a first, and mail and page say that it is the last', async () => {
    await clock.moveTo('2026-06-19T09:00:00Z');
    for (const [locale, inMail, onPage] of [
      ['en', 'after your next order we go by your answer', 'We do not ask again before your next order.'],
      [
        'de',
        'wir richten uns ab Ihrer nächsten Bestellung danach',
        'Bis zu Ihrer nächsten Bestellung fragen wir',
      ],
    ] as const) {
      await buyer(locale, monthly);
      expect(await message('running-low')).toMatchObject({ state: 'skipped' });
      const second = await message('running-low', 2);
      expect(second).toMatchObject({ state: 'planned', reason: { step: 1, firstLeftOut: true } });
      const input = await sqlInShop(shopId, (sql) => loadMailInput(sql, second?.id ?? 0n));
      if (!input) throw new Error('there is no second mail');
      const { html, text } = await renderMail({ ...input, links: linksFor({ shopId, customerId }) });
      for (const part of [html, text]) expect(part.replace(/\s+/g, ' ')).toContain(inMail);
      expect(await open(link(await linksOf('running-low', 2), 'still_plenty'))).toContain(onPage);
    }
  });

  it('"running out already" brings it forward', async () => {
    await buyer('en', monthly);
    const before = await message('running-low');
    await clock.moveTo('2026-06-03T06:00:00Z');
    await tap(link(await linksOf('running-low'), 'running_out_sooner'));
    const after = await message('running-low');
    expect(Number(after?.dueAt)).toBeLessThan(Number(before?.dueAt));
  });

  it('"not for me any more" ends it', async () => {
    await buyer('en', monthly);
    await tap(link(await linksOf('running-low'), 'not_for_me'));
    const after = await message('running-low');
    expect(after?.state).toBe('skipped');
    expect(after?.why?.at(-1)).toMatchObject({ code: 'preference-off' });
  });
});

describe('a thank-you’s answers', () => {
  it('ask about the order, and "something is wrong" opens a complaint that holds marketing', async () => {
    await buyer('en', ['2026-06-01']);
    const links = await linksOf('thank-you');
    expect([...links.keys()]).toEqual(['All fine', 'Something is wrong']);
    const wrong = link(links, 'something_wrong');
    expect(await open(wrong)).toContain('How did it go with order');
    await tap(wrong, { text: 'The bag was torn.' });
    const complaints = await sqlInShop(shopId, (sql) =>
      sql.rows<{ state: string }>('SELECT state FROM complaint WHERE shop_id = $1'),
    );
    expect(complaints).toEqual([{ state: 'open' }]);
  });
});

describe('a warranty’s answers', () => {
  it('ask about the thing and not about a supply, and "all fine" spares the second word', async () => {
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE shop SET settings = settings || '{"warranty":{"minimumUnitPriceMinor":0,"defaultMonths":1}}' WHERE id = $1`,
      ),
    );
    await buyer('de', ['2026-05-30'], null);
    const links = await linksOf('warranty-expiry');
    expect([...links.keys()]).toEqual(['Alles in Ordnung', 'Etwas stimmt nicht']);
    expect(await message('warranty-expiry', 2)).toMatchObject({ state: 'planned' });
    const fine = link(links, 'all_fine');
    expect(await open(fine)).toContain('Funktioniert alles mit Coffee beans?');
    const first = await message('warranty-expiry');
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE message SET state = 'sent', sent_at = due_at WHERE shop_id = $1 AND id = $2`,
        first?.id,
      ),
    );
    await tap(fine);
    expect((await message('warranty-expiry', 2))?.state).toBe('cancelled');
  });
});
