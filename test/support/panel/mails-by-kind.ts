import { readClaims } from '~/care/answers/link-token';
import { type ShopId, sqlInShop } from '~/db.server';
import type { RunningStore } from '../../store/start-store';

/** A mail of the mailbox, with the links in it by what they are for. */
export interface KindOfMail {
  readonly html: string;
  readonly links: Readonly<Record<string, readonly string[]>>;
}

/**
 * One mail of each kind and language, by names such as "running-low-de". Of several the one that asks about most: it
 * shows what the others show, and more.
 */
export async function mailsByKind(store: RunningStore, shopId: ShopId): Promise<Map<string, KindOfMail>> {
  const sent = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; name: string; weight: bigint }>(
      `SELECT mail.id, concat(min(m.kind), '-', mail.locale) AS name,
         count(*) + coalesce(max((SELECT count(*) FROM order_line l JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
           WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id)), 0) AS weight
       FROM mail JOIN message m ON m.shop_id = $1 AND m.mail_id = mail.id
       WHERE mail.shop_id = $1 AND mail.state = 'sent' GROUP BY mail.id, mail.locale ORDER BY weight DESC, mail.id`,
    ),
  );
  const inBox = new Map<bigint | undefined, KindOfMail>();
  for (const { html } of store.mails.list({ limit: 5_000 })) {
    const links = linksOf(html ?? '');
    const token = links.preferences?.[0]?.split('/').at(-1) ?? '';
    inBox.set(readClaims(token.split('.')[0] ?? '')?.mailId, { html: html ?? '', links });
  }
  const found = new Map<string, KindOfMail>();
  for (const { id, name } of sent) {
    const mail = inBox.get(id);
    if (mail && !found.has(name)) found.set(name, mail);
  }
  return found;
}

function linksOf(html: string): Record<string, string[]> {
  const links: Record<string, string[]> = {};
  for (const [, url = '', purpose = ''] of html.matchAll(/href="([^"]*\/p\/(\w+)\/[^"]+)"/g)) {
    links[purpose] = [...(links[purpose] ?? []), url.replaceAll('&amp;', '&')];
  }
  return links;
}
