import type { PanelVoice } from '~/base/strings/panel-voice';

interface Days {
  readonly p10On: string;
  readonly p50On: string;
  readonly p90On: string;
}

/**
 * When they likely order again, by the days that lists and reasons name as well; once the likeliest day has passed, it is
 * spoken of as past, and by when they may still come. Days are 'YYYY-MM-DD'.
 *
 * @param expected as of the last purchase, and as of today where that is known
 */
export function expectedSentence(
  expected: Days & { readonly ahead?: Days | null },
  todayOn: string,
  { s, write }: Pick<PanelVoice, 's' | 'write'>,
): string {
  const words = s.customer.supplies;
  const [from, on, to] = [write.day(expected.p10On), write.day(expected.p50On), write.day(expected.p90On)];
  const { ahead } = expected;
  if (expected.p90On < todayOn) return words.overdue(on);
  if (expected.p50On < todayOn)
    return ahead ? words.lateAhead(on, write.day(ahead.p50On), write.day(ahead.p90On)) : words.late(on, to);
  return expected.p10On < todayOn ? words.sentenceUntil(on, to) : words.sentence(on, from, to);
}
