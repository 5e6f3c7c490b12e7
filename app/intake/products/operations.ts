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
  unitPriceMeasurement { quantityUnit quantityValue }
  metafield(namespace: "custom", key: "pack_size") { value }
`;

const variantsOf = (most: number, after: string) => /* GraphQL */ `
  variants(first: ${most}${after}) { nodes { ${variantFields} } pageInfo { hasNextPage endCursor } }
`;

/** Page sizes keep the query below the 1,000 points that Shopify allows; more variants are asked for product by product. */
export const changedProductsOperation = operation<
  { products: Page },
  { query: string; after: string | null }
>(/* GraphQL */ `
  query ChangedProducts($query: String!, $after: String) {
    products(first: 8, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${productFields} ${variantsOf(25, '')} }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const moreVariantsOperation = operation<
  { product: { variants: Page } | null },
  { id: string; after: string }
>(/* GraphQL */ `
  query MoreVariants($id: ID!, $after: String!) { product(id: $id) { ${variantsOf(250, ', after: $after')} } }
`);

/** All products with their variants, for a bulk operation with grouped objects. */
export const allProductsQuery = /* GraphQL */ `
  query AllProducts {
    products { edges { node { ${productFields} variants { edges { node { ${variantFields} } } } } } }
  }
`;
