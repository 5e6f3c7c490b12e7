import { now } from '~/base/lib/clock.server';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import { sqlInShop } from '~/db.server';
import { resolveCustomer } from '~/intake/customers/lock-customer.server';
import { consentRefusal } from '~/outreach/planning/consent';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { templateChoices } from '~/outreach/planning/template-choices';

/** The kinds that this customer does not get whatever they choose, since they have not subscribed and their country asks for it. */
export async function unconsentedKinds({
  shopId,
  customerId,
}: {
  readonly shopId: bigint;
  readonly customerId: bigint;
}): Promise<ActiveKind[]> {
  const facts = await sqlInShop(shopId, async (sql) =>
    loadGateFacts(sql, await resolveCustomer(sql, customerId), now(), { isForPlan: true }),
  );
  if (!facts) return [];
  const { customer, shop, at } = facts;
  const templates = templateChoices(facts);
  return activeKinds.filter(
    (kind) =>
      consentRefusal({
        class: templates[kind].class,
        state: customer.consent.state,
        countryCode: customer.countryCode,
        lastPurchaseAt: customer.lastPurchaseAt,
        softOptInSince: shop.settings.softOptInSince,
        shopTimeZone: shop.timeZone,
        at,
      }) !== null,
  );
}
