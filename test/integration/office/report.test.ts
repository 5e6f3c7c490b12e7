import { beforeAll, describe, expect, it } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { type ShopSql, sqlInShop } from '~/db.server';
import { reportCsv } from '~/office/reports/report-csv';
import { loadReport } from '~/office/reports/reports-page.server';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 811n;
const other = 812n;
const now = new Date('2026-06-30T12:00:00Z');

beforeAll(async () => {
  await makeShop({ id: shop });
  await makeShop({ id: other });
});

let serial = 0;

interface Moment {
  readonly customerId: bigint;
  readonly needId: bigint;
  readonly arm: 'treated' | 'holdout';
  readonly at: string;
}

async function makeMoment(sql: ShopSql, { customerId, needId, arm, at }: Moment): Promise<bigint> {
  serial += 1;
  const key = `running-low-${serial}-1`;
  const isSent = arm === 'treated';
  const [mail] = isSent
    ? await sql.rows<{ id: bigint }>(
        `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
         VALUES ($1, $2, 'marketing', 'sent', $3, $3, 'running-low', $3) RETURNING id`,
        customerId,
        at,
      )
    : [];
  const [message] = await sql.rows<{ id: bigint }>(
    `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, why, planned_at, changed_at, mail_id, sent_at)
     VALUES ($1, $2, 'running-low', 'marketing', $3, $4, $5, $6, $6, '{"code":"running-low"}', $7, $6, $6, $8, $9) RETURNING id`,
    key,
    customerId,
    needId,
    isSent ? 'sent' : 'skipped',
    at,
    isSent ? null : '[{"code":"holdout","percent":20}]',
    mail?.id ?? null,
    isSent ? at : null,
  );
  await sql.run(
    `INSERT INTO exposure (shop_id, customer_id, kind, message_key, arm, at) VALUES ($1, $2, 'running-low', $3, $4, $5)`,
    customerId,
    key,
    arm,
    at,
  );
  return message?.id ?? 0n;
}

describe('a report', () => {
  it('of a shop in which nothing happened is empty', async () => {
    expect(await loadReport(other, 90, now)).toMatchObject({ isEmpty: true, kinds: [], refused: [] });
  });

  it('counts each customer once, by the first due moment whose time is over, and only orders of the same thing', async () => {
    await sqlInShop(shop, async (sql) => {
      const { needId, variant } = await makeNeed(sql);
      const elsewhere = await makeNeed(sql);
      const moment = async (arm: 'treated' | 'holdout', at: string) => {
        const customerId = await makeCustomer(sql);
        await makeMoment(sql, { customerId, needId, arm, at });
        return customerId;
      };
      const again = await moment('treated', '2026-05-01T10:00:00Z');
      await makeMoment(sql, { customerId: again, needId, arm: 'treated', at: '2026-06-01T10:00:00Z' });
      await makeOrder(sql, { customerId: again, variant, on: '2026-05-09' });
      const late = await moment('treated', '2026-05-01T10:00:00Z');
      await makeOrder(sql, { customerId: late, variant, on: '2026-05-20' });
      const another = await moment('holdout', '2026-05-02T10:00:00Z');
      await makeOrder(sql, { customerId: another, variant: elsewhere.variant, on: '2026-05-05' });
      const untouched = await moment('holdout', '2026-05-02T10:00:00Z');
      await makeOrder(sql, { customerId: untouched, variant, on: '2026-05-05' });
      // Their time to reorder is not over yet; and this was before the span.
      await moment('treated', '2026-06-25T10:00:00Z');
      await moment('holdout', '2026-01-25T10:00:00Z');
    });
    const report = await loadReport(shop, 90, now);
    expect(report.kinds).toMatchObject([
      {
        kind: 'running-low',
        written: 4,
        leftOut: 2,
        treated: { customers: 2, reordered: 1 },
        holdout: { customers: 2, reordered: 1 },
        lift: { verdict: 'too-early' },
        mails: 4,
      },
    ]);
    expect(report.refused).toEqual([{ code: 'holdout', state: 'skipped', count: 2 }]);
    expect(report.steps.reduce((sum, { mails }) => sum + mails, 0)).toBe(4);
    expect(report.steps.map(({ on }) => on)).toContain('2026-06-22');
    expect((await loadReport(shop, 365, now)).kinds[0]).toMatchObject({ leftOut: 3 });
  });

  it('tells orders through the link from orders after the mail, and what customers answered and complained of', async () => {
    await sqlInShop(shop, async (sql) => {
      const { needId, variant } = await makeNeed(sql);
      for (const via of ['link', 'after'] as const) {
        const customerId = await makeCustomer(sql);
        const message = await makeMoment(sql, {
          customerId,
          needId,
          arm: 'treated',
          at: '2026-06-10T10:00:00Z',
        });
        const order = await makeOrder(sql, { customerId, variant, on: '2026-06-12' });
        await sql.run(
          `INSERT INTO attribution (shop_id, message_id, order_id, via, amount_minor, at) VALUES ($1, $2, $3, $4, 700, '2026-06-12')`,
          message,
          order.id,
          via,
        );
        // Who changes their mind counts with the last word.
        for (const [answer, on] of [
          ['running_out_sooner', '2026-06-12'],
          ['still_plenty', '2026-06-13'],
        ])
          await sql.run(
            `INSERT INTO answer (shop_id, customer_id, need_id, message_id, answer, at) VALUES ($1, $2, $3, $4, $5, $6)`,
            customerId,
            needId,
            message,
            answer,
            on,
          );
        await sql.run(
          `INSERT INTO complaint (shop_id, customer_id, state, opened_at, closed_at, cause, remedy)
           VALUES ($1, $2, 'closed', '2026-06-14', '2026-06-15', 'delivery', $3)`,
          customerId,
          via === 'link' ? 'replaced' : 'refunded',
        );
      }
    });
    const report = await loadReport(shop, 28, now);
    expect(report.kinds[0]).toMatchObject({
      ordersThroughLink: 1,
      ordersAfter: 1,
      amountThroughLinkMinor: 700,
      amountAfterMinor: 700,
    });
    expect(report.answers).toEqual([{ answer: 'still_plenty', count: 2 }]);
    expect(report.complaints).toEqual({
      opened: 2,
      causes: { delivery: 2 },
      remedies: { replaced: 1, refunded: 1 },
    });
    const csv = reportCsv(report.kinds, panelStrings('en'), 'EUR');
    expect(csv).toMatch(/^\uFEFFKind,Messages written,/);
    expect(csv).toMatch(/\r\nRunning low,.*,too early,,,,.*,1,1,7,7\r\n$/);
  });

  it('of very much is counted once a night, and one of little anew', async () => {
    const { refreshReports } = await import('~/office/reports/report-row.server');
    const stored = async (change: string) =>
      sqlInShop(shop, (sql) => sql.run(`UPDATE report SET ${change} WHERE shop_id = $1 AND days = 90`));
    await loadReport(shop, 90, now);
    await stored(`rows = 50000, counts = counts || '{"refused": []}'`);
    expect((await loadReport(shop, 90, now)).refused).toEqual([]);
    const tomorrow = new Date(now.getTime() + 27 * 3_600_000);
    expect((await loadReport(shop, 90, tomorrow)).refused).not.toEqual([]);
    await stored(`rows = 50000, made_at = '2020-01-01'`);
    await refreshReports(shop);
    const [row] = await sqlInShop(shop, (sql) =>
      sql.rows<{ isNew: boolean }>(
        `SELECT made_at > '2026-01-01' AS "isNew" FROM report WHERE shop_id = $1 AND days = 90`,
      ),
    );
    expect(row).toEqual({ isNew: true });
  });
});
