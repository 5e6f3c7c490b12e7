import type { ActiveKind } from '~/base/vocabulary/kinds';

/** What a customer may answer to a mail by its buttons. */
export const answers = [
  'still_plenty',
  'running_out_sooner',
  'not_for_me',
  'arrived',
  'not_arrived',
  'stuck',
  'something_wrong',
  'all_fine',
] as const;
export type Answer = (typeof answers)[number];

export function isAnswer(text: unknown): text is Answer {
  return (answers as readonly unknown[]).includes(text);
}

/** The answers that open a complaint, which a person sees. */
export const complaintAnswers = [
  'something_wrong',
  'not_arrived',
  'stuck',
] as const satisfies readonly Answer[];

export function isComplaintAnswer(answer: Answer): boolean {
  return (complaintAnswers as readonly Answer[]).includes(answer);
}

/** What a page offers about something that runs out. */
const supplyAnswers = [
  'still_plenty',
  'running_out_sooner',
  'not_for_me',
] as const satisfies readonly Answer[];

/** What a page offers about a thing that should still work. */
const productAnswers = ['all_fine', 'something_wrong'] as const satisfies readonly Answer[];

/** What a page offers about an order. */
const orderAnswers = ['all_fine', 'something_wrong', 'not_arrived'] as const satisfies readonly Answer[];

/** What a page offers, by what it asks about. */
export const pageAnswers = {
  supply: supplyAnswers,
  product: productAnswers,
  order: orderAnswers,
} as const satisfies Readonly<Record<string, readonly Answer[]>>;

/** The answers that stand in a mail as links, by what it speaks of. */
export const mailAnswers: Readonly<Record<ActiveKind, readonly Answer[]>> = {
  'running-low': supplyAnswers,
  'warranty-expiry': productAnswers,
  'thank-you': productAnswers,
};

/** How long "still have plenty" may silence us, in days; the customer picks. */
export const snoozeChoices = [14, 30, 60, 90] as const;

/** Where they picked none. */
export const USUAL_SNOOZE_DAYS = 30 satisfies (typeof snoozeChoices)[number];
