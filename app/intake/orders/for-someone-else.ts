import { type Json, line, record, records } from '~/intake/shopify/read';

/** What an order says about for whom it is, in the words of a webhook. */
export interface GiftSigns {
  readonly shipping: Json;
  readonly billing: Json;
  readonly note: unknown;
  readonly attributes: unknown;
}

const GIFT =
  /\b(gift (note|message|wrap|card text)|is[_ ]?gift|happy birthday|geschenk(notiz|text|nachricht|verpackung|papier)?|als geschenk|alles gute zum|grußkarte)\b/i;
const GIFT_NAME = /gift|geschenk|gru(ß|ss)/i;
const NO = /^(|no|nein|false|0|off|none)$/i;

/**
 * Was it bought for somebody else? It goes to another person than the one who pays, or it carries a gift note. Such an
 * order says nothing of its buyer's own supply. Misleads where a household or an office receives for its buyer: who
 * only ever buys so is therefore believed all the same (see purchase-history-of).
 */
export function isForSomeoneElse({ shipping, billing, note, attributes }: GiftSigns): boolean {
  const to = personOf(shipping);
  const from = personOf(billing);
  if (to !== null && from !== null && to !== from) return true;
  if (GIFT.test(line(note, 500) ?? '')) return true;
  return records(attributes, 250).some(({ name, key, value }) => {
    const said = line(value, 200);
    return GIFT_NAME.test(line(name ?? key, 100) ?? '') && said !== null && !NO.test(said.trim());
  });
}

/** "ada lovelace", whatever the case, the accents and the middle names; null without a whole name. */
function personOf(address: Json): string | null {
  const plain = (value: unknown) =>
    (line(value, 100) ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().split(/\s+/);
  const first = plain(address.first_name ?? address.firstName)[0];
  const last = plain(address.last_name ?? address.lastName).at(-1);
  return first && last ? `${first} ${last}` : null;
}

/** The same of an order as GraphQL tells it. */
export function giftSignsOfNode(node: Json): GiftSigns {
  return {
    shipping: record(node.shippingAddress),
    billing: record(node.billingAddress),
    note: node.note,
    attributes: node.customAttributes,
  };
}
