import type { ConsentState, SuppressionScope } from '~/base/vocabulary/customers';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import type { ShopFacts } from '~/intake/shops/load-shop.server';
import { classOfKind } from '~/outreach/kinds/propose';
import type { KindSwitch, PreferenceGate } from '~/outreach/planning/gate-facts';
import { customerRefusal } from '~/outreach/planning/gates';
import { untroubled } from '~/outreach/planning/holds';

/** What the rules ask about a customer while no message is in view. */
export interface Person {
  readonly hasAddress: boolean;
  /** Of a marketplace that relays mail. */
  readonly relayDomain: string | null;
  readonly state: ConsentState;
  readonly countryCode: string | null;
  readonly scope: SuppressionScope | null;
  readonly company: boolean;
  readonly tags: readonly string[];
  readonly preferences: readonly PreferenceGate[];
  readonly lastPurchaseAt: Date | null;
}

/** Why no message of a kind would be planned for this customer if the kind were on: the planner's own rule. */
export function generalRefusal(
  person: Person,
  kind: ActiveKind,
  { shop, at }: { readonly shop: ShopFacts; readonly at: Date },
): Reason | null {
  const { state, scope, ...known } = person;
  return customerRefusal(
    {
      customer: {
        ...known,
        id: 0n,
        gone: null,
        isTakingOver: false,
        emailHashHex: null,
        locale: null,
        consent: { state, changedAt: null },
        suppression: scope && { reason: 'manual', scope, since: at },
        holds: untroubled,
      },
      shop: { ...shop, installed: true, marketingStoppedAt: null, restoredEpoch: null },
      kinds: { [kind]: switchedOn },
      at,
      timeZone: shop.timeZone,
    },
    { kind, class: classOfKind[kind], needId: null },
  );
}

const switchedOn: KindSwitch = {
  mode: 'on',
  enabledAt: null,
  reviewed: 0,
  reviewEndedAt: null,
  pausedAt: null,
  pausedBy: null,
  holdoutPercent: 0,
  floodHeldOn: null,
  floodReleasedOn: null,
  floodLimit: 0,
  sentToday: 0,
};
