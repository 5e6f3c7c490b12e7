import type { ShopSettings } from '~/base/settings/shop-settings';
import type { MessageClass } from '~/base/vocabulary/kinds';
import type { LookMessage } from '~/sending/last-look';

/** A mail that may go, with what its channel needs to make it. */
export interface ReadyMail {
  readonly mailId: bigint;
  readonly shop: MailShop;
  readonly customer: MailCustomer;
  readonly class: MessageClass;
  readonly dueAt: Date;
  /** The most important first; never empty. */
  readonly messages: readonly LookMessage[];
}

/** What a mail needs to know of its shop; a loaded shop has it all. */
export interface MailShop {
  readonly id: bigint;
  readonly domain: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly storefrontUrl: string | null;
  readonly settings: ShopSettings;
}

export interface MailCustomer {
  readonly id: bigint;
  readonly shopifyCustomerId: string | null;
  readonly email: string;
  readonly emailHash: Uint8Array;
  readonly firstName: string | null;
  readonly locale: string | null;
  readonly timeZone: string;
}
