import type { ConsentState } from '~/base/vocabulary/customers';
import type { Version } from '~/intake/shopify/version';

/**
 * What one webhook or one GraphQL node says of a customer. Not every source says everything, so fields come in groups,
 * each with its version; a group that is missing changes nothing.
 */
export interface CustomerSnapshot {
  /** Shopify's gid; null for a guest, who is known by `guestEmail`. */
  readonly gid: string | null;
  readonly guestEmail: string | null;
  /** The order that tells of a guest. */
  readonly ofOrder?: { readonly gid: string; readonly processedAtMs: number };
  readonly identity?: {
    readonly version: Version;
    readonly email: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly phone: string | null;
  };
  readonly address?: {
    readonly version: Version;
    readonly countryCode: string | null;
    readonly provinceCode: string | null;
    /** Street, town and code in one line, hashed before it is stored: finds people under one roof. */
    readonly line: string | null;
  };
  readonly tags?: { readonly version: Version; readonly tags: readonly string[] };
  /** Shopify counts these late: webhooks carry zeros, GraphQL the truth. */
  readonly numbers?: {
    readonly version: Version;
    readonly numberOfOrders: number;
    readonly amountSpentMinor: bigint;
  };
  readonly locale?: { readonly version: Version; readonly locale: string };
  readonly consent?: ConsentSnapshot;
}

export interface ConsentSnapshot {
  readonly state: ConsentState;
  readonly optInLevel: string | null;
  readonly source: string;
  readonly changedAtMs: number;
}
