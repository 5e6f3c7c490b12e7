import { isoDay, localDay } from '~/base/lib/days';
import { expectedSentence } from '~/base/strings/expected-sentence';
import type { PanelVoice } from '~/base/strings/panel-voice';
import { sqlInShop } from '~/db.server';
import type { BlockView } from '~/office/blocks/answers';
import type { BlockRequest } from '~/office/blocks/block-request.server';
import { blockMessage, statusBadge, unknownView } from '~/office/blocks/block-view';
import { type CustomerPage, loadCustomer, type SupplyView } from '~/office/pages/customers/customer.server';

const SHOWN_SUPPLIES = 2;
const SHOWN_MESSAGES = 5;

/** A customer as the block on Shopify's own page shows them: how they stand, what runs out next, what is planned. */
export async function loadCustomerBlock(
  { shopId, staff, now, voice }: Pick<BlockRequest, 'shopId' | 'staff' | 'now' | 'voice'>,
  shopifyCustomerId: string,
): Promise<BlockView> {
  const customerId = await ourCustomerId(shopId, shopifyCustomerId);
  const result = customerId === null ? null : await loadCustomer(shopId, { customerId, staff, now });
  if (result?.status !== 'found') return unknownView(voice.s.blocks.unknownCustomer);
  const { page } = result;
  return {
    badge: page.hasDied
      ? { words: voice.s.notes.situations.died, tone: 'neutral' }
      : statusBadge(page.status, voice),
    sentences: sentencesOf(page, voice),
    messages: page.open.slice(0, SHOWN_MESSAGES).map((message) => blockMessage(message, voice, now)),
    path: `/app/customers/${page.id}`,
  };
}

/** Who was merged leads to the one that stayed, as on the app's own page. */
async function ourCustomerId(shopId: bigint, shopifyCustomerId: string): Promise<bigint | null> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>(
      'SELECT coalesce(merged_into_id, id) AS id FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2',
      shopifyCustomerId,
    ),
  );
  return row?.id ?? null;
}

function sentencesOf(page: CustomerPage, voice: PanelVoice): string[] {
  const { s } = voice;
  if (page.hasDied) return [s.notes.about.died];
  const supplies = page.supplies.filter(({ usedUp }) => usedUp);
  const more = supplies.length - SHOWN_SUPPLIES;
  return [
    s.statusAbout[page.status],
    ...supplies.slice(0, SHOWN_SUPPLIES).map((supply) => supplySentence(supply, page.now, voice)),
    ...(supplies.length === 0 ? [s.customer.supplies.empty] : []),
    ...(more > 0 ? [s.blocks.alsoUses(more)] : []),
    ...(page.email === null ? [s.blocks.unreachable] : []),
    ...(page.email !== null && !page.mayWrite.marketing
      ? [
          s.blocks.noMarketing(
            page.suppressions[0]
              ? s.suppressions[page.suppressions[0].reason]
              : s.consents[page.consent.state],
          ),
        ]
      : []),
    ...(page.open.length === 0 ? [s.customer.planned.empty] : []),
  ];
}

/** "Sumatra: likely to order again about 28 Nov, between 24 Nov and 3 Dec." */
export function supplySentence(
  supply: Pick<SupplyView, 'title' | 'p10On' | 'p50On' | 'p90On'>,
  now: Date,
  voice: PanelVoice,
): string {
  const todayOn = isoDay(localDay(now, voice.timeZone));
  return voice.s.blocks.supply(supply.title, expectedSentence(supply, todayOn, voice));
}
