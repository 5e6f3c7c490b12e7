import { TABLE_SIGNS } from '~/base/vocabulary/product-bounds';

/** A piece of an order export, and a template's words with their layout. */
const LARGE_BODIES: readonly string[] = ['/app/order-import', '/app/template'];
const LARGE_BYTES = 2_000_000;
/** A table of products as JSON, in which no sign takes more than six bytes: beyond that its own words say that it is too big. */
const TABLE_BYTES = 6 * TABLE_SIGNS + 1_000;
/** Forms and decisions, of which the longest is the settings page. */
const PAGE_BYTES = 200_000;
/** Pages that customers reach from a mail: a few answers and nothing else. */
const PUBLIC_PAGE_BYTES = 16_384;

/** How much may be sent to an address at most. The router asks for a page's data under the same path with `.data`. */
export function bodyLimitBytes(path: string): number {
  if (path.startsWith('/p/')) return PUBLIC_PAGE_BYTES;
  const page = path.replace(/\.data$/, '');
  if (page === '/app/products/import') return TABLE_BYTES;
  return LARGE_BODIES.includes(page) ? LARGE_BYTES : PAGE_BYTES;
}
