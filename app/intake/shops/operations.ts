import { operation } from '~/intake/shopify/operation';

export interface ShopAnswer {
  readonly shop: {
    readonly id: string;
    readonly name: string;
    readonly myshopifyDomain: string;
    readonly ianaTimezone: string;
    readonly currencyCode: string;
    readonly primaryDomain: { readonly url: string } | null;
    readonly shopAddress: { readonly countryCodeV2: string | null } | null;
  };
}

export const shopOperation = operation<ShopAnswer>(/* GraphQL */ `
  query ShopFacts {
    shop {
      id
      name
      myshopifyDomain
      ianaTimezone
      currencyCode
      primaryDomain { url }
      shopAddress { countryCodeV2 }
    }
  }
`);
