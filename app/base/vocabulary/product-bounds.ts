/** Between what a person's word on one unit is believed; beyond it is a slip of the finger. A wipe of a pack of 80 lasts 0.04 days. */
export const daysBounds = { from: 0.01, to: 3650 } as const;
/** The largest table of products that is read at once, in signs. */
export const TABLE_SIGNS = 2_000_000;
export const warrantyBounds = { from: 0, to: 240 } as const;
