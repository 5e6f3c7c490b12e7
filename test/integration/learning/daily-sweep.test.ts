import { expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { dailySweep } from '~/jobs/daily-sweep';
import { makeSendingShop } from '../../factories/sending-shop';
import { onServer } from '../../support/postgres-server';

it('a part of the day’s work that fails keeps none of the others back, and is told', async () => {
  const shopId = await makeSendingShop();
  await sqlInShop(shopId, async (sql) => {
    await sql.run(
      `INSERT INTO template (shop_id, kind, locale, version, class, subject, body, text, created_at, created_by)
       VALUES ($1, 'thank-you', 'en', 1, 'relationship', 'Hello', 'Half price: use SAVE20 at checkout.', 'x', $2, 'Ada')`,
      now(),
    );
    await sql.run(
      `INSERT INTO product_edit (shop_id, what, by, items, before, after, at) VALUES ($1, 'edit', 'Ada', 0, '[]', '[]', $2)`,
      now(),
    );
  });
  await onServer(String(process.env.DATABASE_URL), (client) =>
    client.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
       CREATE TRIGGER refuse BEFORE UPDATE ON template FOR EACH ROW EXECUTE FUNCTION refuse()`,
    ),
  );
  await expect(dailySweep({ shopId: String(shopId) })).rejects.toMatchObject({
    cause: { message: 'refused' },
  });
  const done = await sqlInShop(shopId, (sql) =>
    sql.rows(
      `SELECT (SELECT count(*)::int FROM product_edit WHERE shop_id = $1 AND replanned_at IS NOT NULL) AS edits,
         (SELECT count(*)::int FROM model_score WHERE shop_id = $1) AS scores,
         (SELECT count(*) > 0 FROM report WHERE shop_id = $1) AS "hasReports"`,
    ),
  );
  expect(done).toEqual([{ edits: 1, scores: 1, hasReports: true }]);
});
