import { attemptEach } from '~/base/lib/attempt-each';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import type { OwedWork } from '~/outreach/planning/find-owed.server';
import { planCustomer } from '~/outreach/planning/plan-customer.server';

const MOST_CUSTOMERS = 200;

/** Does what is late itself, as if there were no queue. Throws at the end, when something failed. */
export async function doOwed({ inboxes, customers }: OwedWork): Promise<void> {
  const late = <T extends { isLate: boolean }>(all: readonly T[]) => all.filter(({ isLate }) => isLate);
  const projections = late(inboxes).map(
    ({ shopId }) =>
      () =>
        projectInbox(shopId),
  );
  const plans = late(customers).map(
    ({ shopId, customerId }) =>
      () =>
        planCustomer(shopId, customerId),
  );
  await attemptEach([() => attemptEach(projections), () => attemptEach(plans, MOST_CUSTOMERS)]);
}
