import { isOpenState } from '~/base/vocabulary/message-states';
import { type MessageRow, type MessageView, messageView } from '~/office/pages/queue/message-view.server';
import { type MoveQuestion, moveDays } from '~/office/pages/queue/move-days';

/** A message that a person may decide about on the page. */
export interface MovableMessage extends MessageView {
  /** To which days it may be moved with one click, 'YYYY-MM-DD'; none once it is no longer planned. */
  readonly moveDays: readonly string[];
}

export function movableMessage(
  shop: MoveQuestion['shop'] & { readonly id: bigint },
  row: MessageRow,
  now: Date,
): MovableMessage {
  const view = messageView(shop.id, row, now);
  const isOpen = isOpenState(view.state);
  const question = { ...view, now, customerCountry: row.country_code, customerZone: row.time_zone, shop };
  return { ...view, moveDays: isOpen ? moveDays(question) : [] };
}
