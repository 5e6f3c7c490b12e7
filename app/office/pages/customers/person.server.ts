import { unsealText } from '~/base/lib/sealed.server';

/** A customer's name and address as the pages show them, opened from the sealed columns. */
export interface SealedPerson {
  first_name_sealed: Uint8Array | null;
  last_name_sealed: Uint8Array | null;
  email_sealed: Uint8Array | null;
}

/** "Ada Lovelace"; without a name the address; without either an empty text, for which the page has a word. */
export function fullName(shopId: bigint, person: SealedPerson): string {
  const name = [
    unsealText(person.first_name_sealed, { shopId, column: 'customer.first_name_sealed' }),
    unsealText(person.last_name_sealed, { shopId, column: 'customer.last_name_sealed' }),
  ]
    .filter(Boolean)
    .join(' ');
  return name || (emailOf(shopId, person) ?? '');
}

export function emailOf(shopId: bigint, person: Pick<SealedPerson, 'email_sealed'>): string | null {
  return unsealText(person.email_sealed, { shopId, column: 'customer.email_sealed' });
}
