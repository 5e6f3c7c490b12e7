/** Between what a person's word on a product is believed; beyond it is a slip of the finger. */
export const daysBounds = { from: 0.1, to: 3650 } as const;
export const warrantyBounds = { from: 0, to: 240 } as const;
