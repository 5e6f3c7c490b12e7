import type { Address, Metafield } from '../../world/entities';
import type { FieldResolvers } from '../admin-context';

export const addressResolvers: FieldResolvers<Address> = {
  coordinatesValidated: () => false,
  countryCodeV2: (address) => address.countryCode,
  formatted: (address) => [address.address1, `${address.zip} ${address.city}`, address.country],
  formattedArea: (address) => `${address.city}, ${address.country}`,
  latitude: () => null,
  longitude: () => null,
  name: (address) => `${address.firstName} ${address.lastName}`,
  timeZone: () => null,
  validationResultSummary: () => null,
};

export const metafieldTypeResolvers: FieldResolvers<Metafield> = {
  compareDigest: (field) => `${field.id}-${field.updatedAt}`,
  definition: () => null,
  jsonValue: (field) => (field.type.startsWith('number') ? Number(field.value) : field.value),
  owner: (field, _args, { world }) =>
    world.products.get(field.ownerId) ??
    world.customers.get(field.ownerId) ??
    world.variants.get(field.ownerId) ??
    null,
  reference: () => null,
  references: () => null,
  sizeInBytes: (field) => Buffer.byteLength(field.value),
};
