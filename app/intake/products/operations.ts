import { operation } from '~/intake/shopify/operation';
import type { Page } from '~/intake/shopify/page';

const productFields = /* GraphQL */ `
  id
  title
  handle
  vendor
  productType
  tags
  status
  createdAt
  updatedAt
  featuredMedia { preview { image { url } } }
`;

const variantFields = /* GraphQL */ `
  id
  title
  sku
  price
  availableForSale
  position
  selectedOptions { value }
`;

export const changedProductsOperation = operation<
  { products: Page },
  { query: string; after: string | null }
>(/* GraphQL */ `
  query ChangedProducts($query: String!, $after: String) {
    products(first: 10, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        ${productFields}
        variants(first: 100) { nodes { ${variantFields} } pageInfo { hasNextPage } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** All products with their variants, for a bulk operation with grouped objects. */
export const allProductsQuery = /* GraphQL */ `
  query AllProducts {
    products { edges { node { ${productFields} variants { edges { node { ${variantFields} } } } } } }
  }
`;
