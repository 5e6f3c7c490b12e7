import { z } from 'zod';
import { withoutControls } from '~/base/lib/control-characters';
import { type Answer, answers, isComplaintAnswer, snoozeChoices } from '~/base/vocabulary/answers';
import type { GivenAnswer } from '~/care/answers/record-answer.server';

const form = z.object({
  answer: z.enum(answers),
  days: z.coerce
    .number()
    .refine((days) => (snoozeChoices as readonly number[]).includes(days))
    .optional()
    .catch(undefined),
  item: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt)
    .optional()
    .catch(undefined),
  text: z.string().transform(ownWords).optional().catch(undefined),
});

const LONGEST_TEXT = 4_000;

/** A browser counts a line's end as one character and sends two: too long is cut, never dropped. */
function ownWords(text: string): string {
  return withoutControls(text.replaceAll('\r\n', '\n')).trim().slice(0, LONGEST_TEXT);
}

/** The answer form as it was sent; null without an answer that its page offers. Days count only for "still have plenty". */
export function readAnswer(data: URLSearchParams, offered: readonly Answer[]): GivenAnswer | null {
  const parsed = form.safeParse(Object.fromEntries(data));
  if (!parsed.success) return null;
  const { answer, days, text, item } = parsed.data;
  if (!offered.includes(answer)) return null;
  return {
    answer,
    ...(answer === 'still_plenty' && days ? { snoozeDays: days } : {}),
    ...(text ? { text } : {}),
    ...(item !== undefined && isComplaintAnswer(answer) ? { lineId: item } : {}),
  };
}
