import type { Table } from '~/base/lib/table';
import type { Versions } from '~/intake/shopify/version';

/** The columns of a customer that come from Shopify; status, plan and forecast columns belong to other floors. */
export interface CustomerRow {
  readonly shopifyCustomerId: string | null;
  readonly emailHash: Buffer | null;
  readonly emailSealed: Buffer | null;
  readonly firstNameSealed: Buffer | null;
  readonly lastNameSealed: Buffer | null;
  readonly phoneHash: Buffer | null;
  readonly phoneSealed: Buffer | null;
  readonly addressHash: Buffer | null;
  readonly nameTokens: readonly (bigint | string)[];
  readonly tags: readonly string[];
  readonly versions: Versions;
  readonly ownLocale: string | null;
  readonly defaultCountryCode: string | null;
  readonly defaultProvinceCode: string | null;
  readonly numberOfOrders: number;
  readonly amountSpentMinor: bigint;
  readonly deletedAt: Date | null;
  readonly redactedAt: Date | null;
  readonly sourceUpdatedAt: Date | null;
  readonly sourceHash: Buffer | null;
}

export const emptyCustomer: CustomerRow = {
  shopifyCustomerId: null,
  emailHash: null,
  emailSealed: null,
  firstNameSealed: null,
  lastNameSealed: null,
  phoneHash: null,
  phoneSealed: null,
  addressHash: null,
  nameTokens: [],
  tags: [],
  versions: {},
  ownLocale: null,
  defaultCountryCode: null,
  defaultProvinceCode: null,
  numberOfOrders: 0,
  amountSpentMinor: 0n,
  deletedAt: null,
  redactedAt: null,
  sourceUpdatedAt: null,
  sourceHash: null,
};

export const customerTable: Table<CustomerRow> = {
  name: 'customer',
  key: 'shopifyCustomerId',
  columns: {
    shopifyCustomerId: ['shopify_customer_id', 'text'],
    emailHash: ['email_hash', 'bytea'],
    emailSealed: ['email_sealed', 'bytea'],
    firstNameSealed: ['first_name_sealed', 'bytea'],
    lastNameSealed: ['last_name_sealed', 'bytea'],
    phoneHash: ['phone_hash', 'bytea'],
    phoneSealed: ['phone_sealed', 'bytea'],
    addressHash: ['address_hash', 'bytea'],
    nameTokens: ['name_tokens', 'int8[]'],
    tags: ['tags', 'text[]'],
    versions: ['versions', 'jsonb'],
    ownLocale: ['own_locale', 'text'],
    defaultCountryCode: ['default_country_code', 'text'],
    defaultProvinceCode: ['default_province_code', 'text'],
    numberOfOrders: ['number_of_orders', 'int4'],
    amountSpentMinor: ['amount_spent_minor', 'int8'],
    deletedAt: ['deleted_at', 'timestamptz'],
    redactedAt: ['redacted_at', 'timestamptz'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};

/** Guests: rows without Shopify's id, one for an address. */
export const guestTable: Table<CustomerRow> = {
  ...customerTable,
  key: 'emailHash',
  among: 'shopify_customer_id IS NULL AND email_hash IS NOT NULL',
};
