import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { activeKinds, type MessageClass, messageClasses } from '~/base/vocabulary/kinds';
import { neverOverridden } from '~/components/queue/send-now-button';
import { classOfKind } from '~/outreach/kinds/propose';
import { consentRefusal } from '~/outreach/planning/consent';
import { careHold, untroubled } from '~/outreach/planning/holds';

const at = new Date('2026-06-10T12:00:00Z');

/** Is somebody who unsubscribed and has a complaint open written to all the same? */
function isSentAllTheSame(messageClass: MessageClass): boolean {
  const refusal = consentRefusal({
    class: messageClass,
    state: 'UNSUBSCRIBED',
    countryCode: 'US',
    lastPurchaseAt: at,
    softOptInSince: {},
    shopTimeZone: 'UTC',
    at,
  });
  const troubled = { ...untroubled, complaintOpenedAt: at };
  const hold = careHold(troubled, messageClass, { at, timeZone: 'UTC', shop: { restoredEpoch: null } });
  return refusal === null && hold === null;
}

test('“send now” claims to stop at an unsubscribe or a complaint only for mail that does', () => {
  for (const one of messageClasses)
    expect(neverOverridden([{ class: one }])).toBe(isSentAllTheSame(one) ? 'exempt' : 'asking');
  expect(neverOverridden(messageClasses.map((one) => ({ class: one })))).toBe('mixed');
});

test('the first page names what goes out without consent, as long as a kind does', () => {
  expect(activeKinds.some((kind) => isSentAllTheSame(classOfKind[kind]))).toBe(true);
  expect(panelStrings('en').firstRun.welcome.nevers[0]).toMatch(/exempt.*no consent/);
  expect(panelStrings('de').firstRun.welcome.nevers[0]).toMatch(/Ausgenommen.*keine Einwilligung/);
});
