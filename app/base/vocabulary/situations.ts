/** What the shop learnt of a customer's life. Who died gets no mail; who is ill or in grief only what an order needs. */
export const situations = ['ill', 'in_grief', 'died'] as const;
export type Situation = (typeof situations)[number];

/** So long an illness or a grief holds what sells, unless a person says otherwise; and so long at most. */
export const USUAL_SITUATION_DAYS = 90;
export const MOST_SITUATION_DAYS = 366;

/** What a person of the shop may write down about a customer. */
export const noteKinds = ['complaint', ...situations] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Longer than a promise, since a complaint on the phone may be a story. */
export const LONGEST_NOTE = 2_000;
