import { operation } from '~/intake/shopify/operation';

/**
 * Fires a trigger in Shopify Flow. It cannot be looked up afterwards, so it is never repeated when nobody knows whether
 * it was carried out.
 */
export const fireFlowTrigger = operation<
  { flowTriggerReceive: { userErrors: { field: string[] | null; message: string }[] } | null },
  { handle: string; payload: Record<string, unknown> }
>(`mutation FireFlowTrigger($handle: String!, $payload: JSON!) {
  flowTriggerReceive(handle: $handle, payload: $payload) {
    userErrors {
      field
      message
    }
  }
}`);
