import type { flowKinds } from '~/base/vocabulary/kinds';
import type { ReasonOf } from '~/base/vocabulary/reasons';
import type { LookMessage } from '~/sending/last-look';

/**
 * What Shopify Flow gets. The names are those of the trigger's fields in extensions/; a test compares them.
 * No address and no name: Flow knows the customer by its reference.
 */
export const flowHandles = {
  'running-low': 'customer-running-low',
  'warranty-expiry': 'warranty-ending',
} as const satisfies Record<(typeof flowKinds)[number], string>;

export type FlowKind = keyof typeof flowHandles;

export interface FlowCall {
  readonly handle: string;
  readonly payload: Record<string, string | number>;
}

/** Shopify refuses payloads of more than 50,000 bytes. */
export const PAYLOAD_LIMIT_BYTES = 50_000;
const LONGEST_TEXT = 1000;

/** Null for a message that no trigger speaks of, and for a customer that Shopify does not know. */
export function flowCall(
  message: Pick<LookMessage, 'kind' | 'reason'>,
  shopifyCustomerId: string | null,
): FlowCall | null {
  const customerId = digitsOf(shopifyCustomerId);
  if (customerId === null) return null;
  const { reason } = message;
  if (message.kind === 'running-low' && reason.code === 'running-low') {
    return {
      handle: flowHandles['running-low'],
      payload: { customer_id: customerId, ...runningLow(reason) },
    };
  }
  if (message.kind === 'warranty-expiry' && reason.code === 'warranty-expiry') {
    return {
      handle: flowHandles['warranty-expiry'],
      payload: { customer_id: customerId, ...warrantyEnding(reason) },
    };
  }
  return null;
}

function runningLow(reason: ReasonOf<'running-low'>): Record<string, string | number> {
  return {
    Product: text(reason.item),
    'Runs out on': reason.runOutOn,
    'Runs out earliest': reason.runOutFromOn,
    'Runs out latest': reason.runOutToOn,
    'Last quantity': reason.lastQuantity,
    Reminder: reason.step,
  };
}

function warrantyEnding(reason: ReasonOf<'warranty-expiry'>): Record<string, string | number> {
  return {
    Product: text(reason.item),
    'Bought on': reason.boughtOn,
    'Warranty ends on': reason.endsOn,
    'Days before': reason.daysBefore,
  };
}

function text(value: string): string {
  return value.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST_TEXT);
}

/** Flow's customer_reference takes the number in Shopify's id. */
function digitsOf(gid: string | null): number | null {
  const digits = /(\d+)$/.exec(gid ?? '')?.[1];
  const value = Number(digits);
  return digits && Number.isSafeInteger(value) ? value : null;
}
