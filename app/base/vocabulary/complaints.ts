const LONG_OPEN_MS = 7 * 86_400_000;

/** Has nobody settled it for a week? Then it is no longer one of today's, and says so. */
export function isLongOpen(openedAt: Date, now: Date): boolean {
  return now.getTime() - openedAt.getTime() >= LONG_OPEN_MS;
}

/** What was done about a complaint. */
export const remedies = ['explained', 'replaced', 'refunded', 'credited', 'other'] as const;
export type Remedy = (typeof remedies)[number];

/** Where it came from; the report of causes counts these. */
export const complaintCauses = ['product', 'delivery', 'our-mistake', 'misunderstanding', 'other'] as const;
export type ComplaintCause = (typeof complaintCauses)[number];
