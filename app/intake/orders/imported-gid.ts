/** Ids of our making, for what an export told and Shopify has not yet: `import:order:#1001`, `import:<order gid>:<place>`. */

/** The id of an order whose export names none of Shopify's. */
export function namedOrderGid(name: string): string {
  return `import:order:${name}`;
}

export function isNamedOrderGid(gid: string): boolean {
  return gid.startsWith('import:order:');
}

/** The id of an order's line by its place in the export; the first is 1. */
export function importedLineGid(orderGid: string, place: number): string {
  return `import:${orderGid}:${place}`;
}

/**
 * @example readImportedLineGid('import:gid://shopify/Order/55:2') // { orderGid: 'gid://shopify/Order/55', place: 2 }
 */
export function readImportedLineGid(gid: string): { orderGid: string; place: number } | null {
  const [, orderGid, place] = /^import:(.+):(\d+)$/s.exec(gid) ?? [];
  return orderGid && place ? { orderGid, place: Number(place) } : null;
}
