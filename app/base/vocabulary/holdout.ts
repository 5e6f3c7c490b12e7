/** So many due moments of a kind in a year, and a holdout of this share of the customers can tell what it brings. */
export const DUE_MOMENTS_A_YEAR = 1_500;
export const AUTOMATIC_HOLDOUT_PERCENT = 20;

/** What a person may choose for a kind; `automatic` leaves it to the count. */
export const holdoutChoices = ['automatic', '0', '10', '20', '30', '50'] as const;
export type HoldoutChoice = (typeof holdoutChoices)[number];
export const MOST_HELD_OUT_PERCENT = 50;
