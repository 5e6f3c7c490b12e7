/** "gid://shopify/Order/5360000000001" */
export function gid(kind: string, id: number): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The kind and the number of a gid; null when it is none. Query parameters after the number are left off. */
export function parseGid(text: string): { kind: string; id: number } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(\?.*)?$/.exec(text);
  return match?.[1] && match[2] ? { kind: match[1], id: Number(match[2]) } : null;
}
