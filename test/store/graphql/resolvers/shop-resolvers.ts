import type { Shop } from '../../world/entities';
import { zoneOffsetMinutes } from '../../world/zone-time';
import type { AdminContext, FieldResolvers } from '../admin-context';

export const shopResolvers: FieldResolvers<Shop> = {
  contactEmail: (shop) => shop.email,
  currencyCode: (shop) => shop.currency,
  currencyFormats: () => ({
    moneyFormat: '£{{amount}}',
    moneyInEmailsFormat: '£{{amount}}',
    moneyWithCurrencyFormat: '£{{amount}} GBP',
    moneyWithCurrencyInEmailsFormat: '£{{amount}} GBP',
  }),
  checkoutApiSupported: () => true,
  customerAccounts: () => 'OPTIONAL',
  description: () => 'Things for kitchens, parties and presents',
  enabledPresentmentCurrencies: (shop) => [shop.currency],
  ianaTimezone: (shop) => shop.zone,
  metafield: () => null,
  myshopifyDomain: (shop) => shop.domain,
  orderNumberFormatPrefix: () => '#',
  orderNumberFormatSuffix: () => '',
  plan: () => ({
    partnerDevelopment: true,
    publicDisplayName: 'Developer Preview',
    displayName: 'Developer Preview',
    shopifyPlus: false,
  }),
  primaryDomain: (shop, _args, { storeUrl }) => ({
    id: `gid://shopify/Domain/${shop.id}`,
    host: new URL(storeUrl).host,
    sslEnabled: false,
    url: storeUrl,
  }),
  setupRequired: () => false,
  shipsToCountries: () => ['GB', 'DE', 'FR', 'US', 'NL', 'IE', 'CA', 'AT'],
  shopAddress: (shop) => shopAddress(shop),
  billingAddress: (shop) => shopAddress(shop),
  shopOwnerName: (shop) => shop.ownerName,
  shopPolicies: () => [],
  taxShipping: () => true,
  taxesIncluded: () => true,
  timezoneAbbreviation: (shop, _args, context) => (offsetOf(shop, context) === 60 ? 'BST' : 'GMT'),
  timezoneOffset: (shop, _args, context) => (offsetOf(shop, context) === 60 ? '+0100' : '+0000'),
  timezoneOffsetMinutes: (shop, _args, context) => offsetOf(shop, context),
  transactionalSmsDisabled: () => true,
  unitSystem: () => 'METRIC_SYSTEM',
  updatedAt: (shop) => shop.createdAt,
  url: (_shop, _args, { storeUrl }) => storeUrl,
  weightUnit: () => 'KILOGRAMS',
};

function offsetOf(shop: Shop, { world }: AdminContext): number {
  return zoneOffsetMinutes(world.clock.now(), shop.zone);
}

function shopAddress(shop: Shop) {
  return {
    kind: 'ShopAddress',
    ...shop.address,
    countryCodeV2: shop.address.countryCode,
    coordinatesValidated: false,
    formatted: [shop.address.address1, `${shop.address.city} ${shop.address.zip}`, shop.address.country],
    formattedArea: `${shop.address.city}, ${shop.address.country}`,
    latitude: null,
    longitude: null,
  };
}
