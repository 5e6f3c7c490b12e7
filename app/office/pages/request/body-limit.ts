/** A table of products, a piece of an order export, and a template's words with their layout. */
const LARGE_BODIES: readonly string[] = ['/app/products/import', '/app/order-import', '/app/template'];
const LARGE_BYTES = 2_000_000;
/** Forms and decisions, of which the longest is the settings page. */
const PAGE_BYTES = 200_000;
/** Pages that customers reach from a mail: a few answers and nothing else. */
const PUBLIC_PAGE_BYTES = 16_384;

/** How much may be sent to an address at most. The router asks for a page's data under the same path with `.data`. */
export function bodyLimitBytes(path: string): number {
  if (path.startsWith('/p/')) return PUBLIC_PAGE_BYTES;
  return LARGE_BODIES.includes(path.replace(/\.data$/, '')) ? LARGE_BYTES : PAGE_BYTES;
}
