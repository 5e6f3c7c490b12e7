/** What was done about a complaint. */
export const remedies = ['explained', 'replaced', 'refunded', 'credited', 'other'] as const;
export type Remedy = (typeof remedies)[number];

/** Where it came from; the report of causes counts these. */
export const complaintCauses = ['product', 'delivery', 'our-mistake', 'misunderstanding', 'other'] as const;
export type ComplaintCause = (typeof complaintCauses)[number];
