import type { StaffUser } from './oauth/session-token';

export type StoreOptions = {
  /** Port of the store itself; any free one when left out. */
  port?: number;
  smtpPort?: number;
  shopDomain?: string;
  shopName?: string;
  apiKey?: string;
  apiSecret?: string;
  /** Where the app is reached. May be set later by `control.setAppUrl`. */
  appUrl?: string;
  webhookPath?: string;
  /** Access scopes that the merchant granted. */
  scopes?: readonly string[];
  /** Topics that the app subscribed to; all that the store knows when left out. Compliance topics always go. */
  topics?: readonly string[];
  /** Milliseconds that the clock shows at first; real time when left out. */
  startAt?: number;
  /** The file that tells the app how far ahead of real time the store is, in milliseconds. */
  clockFile?: string;
  /** false: a shop without products, customers and orders. */
  withHistory?: boolean;
  /** How many of the history's buyers there are; all when left out. */
  buyers?: number;
  /** false: no parcel leaves or arrives by itself while the real clock goes on, so the store holds still. */
  livesOn?: boolean;
  /** Is the app installed from the start (else its first token request installs it)? */
  installed?: boolean;
  smtpAuth?: { user: string; pass: string };
  mailCapacity?: number;
  webhookRetryDelaysMs?: readonly number[];
  webhookTimeoutMs?: number;
  throttle?: { maximum: number; restoreRate: number };
};

export const defaultScopes: readonly string[] = [
  'read_orders',
  'read_all_orders',
  'read_products',
  'write_customers',
  'read_customers',
  'read_fulfillments',
  'read_returns',
  'read_customer_merge',
  'write_draft_orders',
  'write_discounts',
  'write_app_proxy',
  'write_marketing_events',
  'read_inventory',
];

/** The staff who may open the admin; the first one owns the shop. */
export const staff: readonly StaffUser[] = [
  {
    id: 89_705_382_102,
    firstName: 'Nora',
    lastName: 'Penhallow',
    email: 'nora@retrospot.example.com',
    locale: 'en',
  },
  {
    id: 89_705_382_103,
    firstName: 'Jonas',
    lastName: 'Weber',
    email: 'jonas@retrospot.example.com',
    locale: 'de',
  },
];
