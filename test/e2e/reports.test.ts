import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import { type Desk, phone, picture, seriousFaults } from '../support/panel/browser';
import { faultsHere } from '../support/panel/look';
import { openPanel } from '../support/panel/open-panel';

const panel = openPanel();
let shop: PanelShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(3, async (desk) => {
    const frame = await desk.open('/app/reports');
    await frame.getByText('Too early for a report').waitFor();
    await picture(desk, 'reports-empty');
  });
  const { sqlInShop } = await import('~/db.server');
  const now = new Date(panel.stack.store.clock.now());
  // Customers by chance in two groups: of those written to one in five reorders, of the others one in eight.
  await sqlInShop(shop.shopId, async (sql) => {
    await sql.run(
      `WITH people AS (
         INSERT INTO customer (shop_id, shopify_customer_id, status) SELECT $1, 'gid://shopify/Customer/r' || n, 'due' FROM generate_series(1, 900) n
         RETURNING id, replace(shopify_customer_id, 'gid://shopify/Customer/r', '')::int AS n
       ), placed AS (
         SELECT id, n, CASE WHEN n % 5 = 0 THEN 'holdout' ELSE 'treated' END AS arm, $2::timestamptz - (n % 80) * interval '1 day' AS at FROM people
       ), mails AS (
         INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at, first_click_at, unsubscribed_at, bounced_at)
         SELECT $1, id, 'relationship', 'sent', at, at, 'thank-you', at, CASE WHEN n % 4 = 1 THEN at END, CASE WHEN n % 90 = 1 THEN at END,
           CASE WHEN n % 70 = 2 THEN at END FROM placed WHERE arm = 'treated' RETURNING id, customer_id
       ), messages AS (
         INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, why, planned_at, changed_at, mail_id, sent_at)
         SELECT $1, 'thank-you-r' || n || '-1', 'thank-you', 'relationship', p.id, CASE arm WHEN 'treated' THEN 'sent' ELSE 'skipped' END, at, at,
           '{"code":"thank-you","orderName":"#1","orderNumber":1,"orderedOn":"2026-06-01"}',
           CASE arm WHEN 'holdout' THEN '[{"code":"holdout","percent":20}]'::jsonb END, at, at, m.id, CASE arm WHEN 'treated' THEN at END
         FROM placed p LEFT JOIN mails m ON m.customer_id = p.id RETURNING id, customer_id, state
       ), seen AS (
         INSERT INTO exposure (shop_id, customer_id, kind, message_key, arm, at) SELECT $1, id, 'thank-you', 'thank-you-r' || n || '-1', arm, at FROM placed
       ), bought AS (
         INSERT INTO orders (shop_id, shopify_order_id, customer_id, name, processed_at, currency, total_minor)
         SELECT $1, 'gid://shopify/Order/r' || n, id, '#r' || n, at + interval '5 days', 'EUR', 2400 FROM placed
         WHERE (arm = 'treated' AND n % 4 = 1) OR (arm = 'holdout' AND n % 40 = 0) RETURNING id, customer_id, processed_at
       ), marked AS (
         INSERT INTO attribution (shop_id, message_id, order_id, via, amount_minor, at)
         SELECT $1, m.id, b.id, CASE WHEN b.id % 3 = 0 THEN 'link' ELSE 'after' END, 2400, b.processed_at
         FROM bought b JOIN messages m ON m.customer_id = b.customer_id AND m.state = 'sent' WHERE b.processed_at < $2
       ), answered AS (
         INSERT INTO answer (shop_id, customer_id, answer, at)
         SELECT $1, id, (ARRAY['all_fine','still_plenty','stuck','something_wrong'])[1 + n % 4], at FROM placed WHERE n % 11 = 0
       )
       INSERT INTO complaint (shop_id, customer_id, state, opened_at, closed_at, cause, remedy)
       SELECT $1, id, 'closed', at, at, (ARRAY['product','delivery','delivery'])[1 + n % 3], (ARRAY['replaced','refunded','explained'])[1 + n % 3]
       FROM placed WHERE n % 60 = 0`,
      now,
    );
  });
}, 400_000);

describe('the page of reports', () => {
  test('leads with what the mails brought, says why, and leaves as a file', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/reports');
    await frame.getByText(/They bring reorders/).waitFor();
    await picture(at, 'reports');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Why? what “Thank you” brings' }).click();
    await frame.getByText('Customers left out').waitFor();
    await picture(at, 'reports-why');
    await at.page.keyboard.press('Escape');
    const coming = at.page.waitForEvent('download');
    await frame.getByRole('button', { name: 'Export' }).click();
    const text = await readFile(await (await coming).path(), 'utf8');
    expect(text).toContain('brings reorders');
    await frame.getByRole('button', { name: '365 days' }).click();
    await frame.getByRole('heading', { name: 'Month by month' }).waitFor();
    await picture(at, 'reports-year');
  });

  test('fits a phone, in German as well', async () => {
    at = await panel.sitDown({ viewport: phone, language: 'de' });
    const frame = await at.open('/app/reports?days=28');
    await frame.getByRole('heading', { name: 'Was die Mails bringen' }).waitFor();
    expect(await faultsHere(at, { label: 'reports', language: 'de' })).toEqual([]);
  });
});
