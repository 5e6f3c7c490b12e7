import { isOpenState } from '~/base/vocabulary/message-states';
import type { ShopSql } from '~/db.server';
import type { ShopFacts } from '~/intake/shops/load-shop.server';
import { type MessageRow, type MessageView, messageView } from '~/office/pages/queue/message-view.server';
import { moveDays } from '~/office/pages/queue/move-days';
import { loadSendNowAhead, type SendNowAhead } from '~/office/pages/queue/send-now-ahead.server';

/** A message that a person may decide about on the page. */
export interface MovableMessage extends MessageView {
  /** To which days it may be moved with one click, 'YYYY-MM-DD'; none once it is no longer planned. */
  readonly moveDays: readonly string[];
  readonly sendNow: SendNowAhead;
}

/** These rows as messages that a person may decide about, in their order. */
export async function movableMessages(
  sql: ShopSql,
  rows: readonly MessageRow[],
  { shop, now }: { shop: ShopFacts; now: Date },
): Promise<MovableMessage[]> {
  const shown = rows.map((row) => ({ row, view: messageView(shop.id, row, now) }));
  const ahead = await loadSendNowAhead(
    sql,
    rows.filter(({ state }) => isOpenState(state)),
    { shop, now },
  );
  return shown.map(({ row, view }) => {
    const question = { ...view, now, customerCountry: row.country_code, customerZone: row.time_zone, shop };
    const isOpen = isOpenState(view.state);
    return { ...view, moveDays: isOpen ? moveDays(question) : [], sendNow: ahead(row, view) };
  });
}
