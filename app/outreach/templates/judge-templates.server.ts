import type { ActiveKind, MessageClass } from '~/base/vocabulary/kinds';
import { type ShopId, sqlInShop } from '~/db.server';
import { lockPlans } from '~/intake/customers/lock-customer.server';
import { replanKind } from '~/outreach/kinds/replan-kind.server';
import { splitSubject } from '~/outreach/templates/load-template.server';
import { contentClass } from '~/outreach/templates/text/content-class';

/**
 * What is known to sell grows with Carafe: the words that serve now are judged again, and where their class rises, plans
 * that rest on the old one are made anew. No class falls; doing it again changes nothing.
 */
export async function judgeTemplates(shopId: ShopId): Promise<void> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; kind: ActiveKind; subject: string; body: string; text: string }>(
      `SELECT * FROM (SELECT DISTINCT ON (kind, locale) id, kind, class, subject, body, text
         FROM template WHERE shop_id = $1 ORDER BY kind, locale, version DESC) t
       WHERE class <> 'marketing' AND body <> ''`,
    ),
  );
  for (const { id, kind, subject, body, text } of rows) {
    const asked: MessageClass = contentClass({ ...splitSubject(subject), body, text }).class;
    if (asked !== 'marketing') continue;
    await sqlInShop(shopId, async (sql) => {
      await lockPlans(sql);
      await sql.run('UPDATE template SET class = $3 WHERE shop_id = $1 AND id = $2', id, asked);
      await replanKind(sql, kind);
    });
  }
}
