import { describe, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { keepRetention } from '~/office/privacy/keep-retention.server';
import { onServer } from '../../support/postgres-server';

const asOwner = (text: string) => onServer(String(process.env.DATABASE_URL), (client) => client.query(text));

describe('retention', () => {
  it('drops what is past its time and keeps what is not', async () => {
    await asOwner(`
      INSERT INTO webhook_seen (shop_domain, key, seen_at) VALUES ('a', 'old', now() - interval '15 days'), ('a', 'new', now());
      INSERT INTO inbox_webhook (shop_id, shop_domain, topic, webhook_id, body_sealed, received_at) VALUES
        (NULL, 'stranger', 'orders/create', 'old stranger', '', now() - interval '26 hours'),
        (NULL, 'stranger', 'orders/create', 'new stranger', '', now()),
        (1, 'ada', 'orders/create', 'this week', '', now());
      INSERT INTO inbox_webhook (shop_id, shop_domain, topic, webhook_id, body_sealed, received_at, state) VALUES
        (1, 'ada', 'orders/create', 'very old', '', now() - interval '60 days', 'projected'),
        (1, 'ada', 'customers/redact', 'very old, waits', '', now() - interval '60 days', 'received'),
        (1, 'ada', 'app/uninstalled', 'very old, stuck', '', now() - interval '60 days', 'stuck')`);
    await keepRetention();
    await keepRetention();
    const { rows: inbox } = await asOwner('SELECT webhook_id FROM inbox_webhook ORDER BY 1');
    expect(inbox.map((row) => row.webhook_id)).toEqual([
      'new stranger',
      'this week',
      'very old, stuck',
      'very old, waits',
    ]);
    const { rows: seen } = await asOwner('SELECT key FROM webhook_seen');
    expect(seen).toEqual([{ key: 'new' }]);
  });

  it('makes the partitions of the coming weeks, and drops whole ones that are past', async () => {
    await asOwner(`SELECT carafe_ensure_partitions(now() - interval '20 weeks', 0)`);
    await keepRetention();
    const { rows } = await asOwner(
      `SELECT relname::text AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'inbox_webhook'::regclass`,
    );
    const weeks = rows.map((row) => row.name).filter((name) => name !== 'inbox_webhook_default');
    expect(weeks).toHaveLength(5);
  });

  it('keeps a week, however old, in which a webhook was not worked in', async () => {
    await asOwner(
      `SELECT carafe_ensure_partitions('2019-01-07', 0), carafe_ensure_partitions('2019-01-14', 0)`,
    );
    await asOwner(`INSERT INTO inbox_webhook (shop_id, shop_domain, topic, webhook_id, body_sealed, received_at, state) VALUES
      (1, 'ada', 'customers/redact', 'from 2019, stuck', '', '2019-01-08', 'stuck'),
      (1, 'ada', 'orders/create', 'from 2019, done', '', '2019-01-15', 'projected')`);
    await keepRetention();
    const { rows } = await asOwner(
      `SELECT webhook_id FROM inbox_webhook WHERE received_at < '2020-01-01' ORDER BY 1`,
    );
    expect(rows).toEqual([{ webhook_id: 'from 2019, stuck' }]);
    await asOwner(`UPDATE inbox_webhook SET state = 'projected' WHERE webhook_id = 'from 2019, stuck'`);
    await keepRetention();
    const { rows: weeks } = await asOwner(`SELECT to_regclass('inbox_webhook_20190107') AS week`);
    expect(weeks).toEqual([{ week: null }]);
  });

  it('a partition that housekeeping made is closed to a query that names it', async () => {
    await asOwner(`SELECT carafe_ensure_partitions('2020-01-06', 0)`);
    await asOwner(`INSERT INTO inbox_webhook (shop_id, shop_domain, topic, webhook_id, body_sealed, received_at)
      VALUES (1, 'ada', 'orders/create', 'long ago', '', '2020-01-07')`);
    const seen = await sqlInShop(2n, (sql) =>
      sql.rows('SELECT * FROM inbox_webhook_20200106 WHERE $1::bigint > 0'),
    );
    expect(seen).toEqual([]);
  });
});
