/** Between what a person's word on a product is believed; beyond it is a slip of the finger. */
export const daysBounds = { from: 0.1, to: 3650 } as const;
/** The largest table of products that is read at once, in signs. */
export const TABLE_SIGNS = 2_000_000;
export const warrantyBounds = { from: 0, to: 240 } as const;
