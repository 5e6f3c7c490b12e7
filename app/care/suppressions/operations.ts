import { operation } from '~/intake/shopify/operation';

/** Writes what a customer told us. Saying it twice is saying it once, so it may be repeated. */
export const writeConsentOperation = operation<
  {
    customerEmailMarketingConsentUpdate: {
      customer: { id: string } | null;
      userErrors: { field: string[] | null; message: string }[];
    } | null;
  },
  {
    input: {
      customerId: string;
      emailMarketingConsent: {
        marketingState: string;
        marketingOptInLevel?: string;
        consentUpdatedAt: string;
      };
    };
  }
>(
  `mutation WriteConsent($input: CustomerEmailMarketingConsentUpdateInput!) {
  customerEmailMarketingConsentUpdate(input: $input) {
    customer { id }
    userErrors { field message }
  }
}`,
  { isRepeatable: true },
);
