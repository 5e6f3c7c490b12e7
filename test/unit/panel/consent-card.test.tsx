import { expect, it } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { ConsentCard } from '~/components/customers/consent-card';
import type { CustomerPage } from '~/office/pages/customers/customer.server';
import { renderInPanel } from '../../support/panel/render-in-panel';

const { yes, no, notNow, notWhileComplaint } = panelStrings('en').customer.consent;
const may = { transactional: true, relationship: true, marketing: true };
const complaint = { code: 'held-complaint', openedOn: '2026-06-01' } as const;
const ill = { code: 'held-situation', situation: 'ill', until: '2026-06-09' } as const;

const answers = (page: Partial<CustomerPage>): string[] => {
  const consent = { state: 'SUBSCRIBED', source: null, changedAt: null };
  const whole = { suppressions: [], preferences: [], consent, ...page } as unknown as CustomerPage;
  const html = renderInPanel(<ConsentCard page={whole} />, { locale: 'en', today: '2026-06-02' });
  return [...html.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, said = '']) => said.replace(/<[^>]*>/g, ''));
};

it('says yes to no class of mail that something holds, and by what it is held', () => {
  const untroubled = { transactional: null, relationship: null, marketing: null };
  expect(answers({ mayWrite: may, heldBy: untroubled })).toEqual([yes, yes, yes]);
  const complained = { ...untroubled, relationship: complaint, marketing: complaint };
  expect(answers({ mayWrite: may, heldBy: complained })).toEqual([yes, notWhileComplaint, notWhileComplaint]);
  expect(answers({ mayWrite: { ...may, marketing: false }, heldBy: complained })).toEqual([
    yes,
    notWhileComplaint,
    no,
  ]);
  const [, relationship] = answers({ mayWrite: may, heldBy: { ...complained, relationship: ill } });
  expect(relationship).toMatch(new RegExp(`^${notNow} Held because the customer .*9 Jun`));
});
