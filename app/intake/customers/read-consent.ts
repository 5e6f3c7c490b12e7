import { type ConsentState, consentStates } from '~/base/vocabulary/customers';
import type { ConsentSnapshot } from '~/intake/customers/customer-snapshot';
import { instantMs, type Json, record, word } from '~/intake/shopify/read';

/**
 * E-mail consent in a customer's webhook or a consent webhook. Older API versions say `accepts_marketing`; where no time
 * is told, consent is as old as the customer. Undefined when nothing is told.
 */
export function readConsent(payload: Json, source: string): ConsentSnapshot | undefined {
  const bornMs = instantMs(payload.created_at) ?? 0;
  const given = record(payload.email_marketing_consent);
  const state = consentState(given.state);
  if (state) {
    const changedAtMs = instantMs(given.consent_updated_at) ?? bornMs;
    return { state, optInLevel: word(given.opt_in_level), source, changedAtMs };
  }
  if (typeof payload.accepts_marketing !== 'boolean') return undefined;
  const changedAtMs = instantMs(payload.accepts_marketing_updated_at) ?? bornMs;
  const optInLevel = word(payload.marketing_opt_in_level);
  return {
    state: payload.accepts_marketing ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    optInLevel,
    source,
    changedAtMs,
  };
}

export function consentState(value: unknown): ConsentState | null {
  const state = word(value);
  return consentStates.find((known) => known === state) ?? null;
}
