import type { PanelVoice } from '~/base/strings/panel-voice';

/** When they likely order again; once the likeliest day has passed, it is spoken of as past. Days are 'YYYY-MM-DD'. */
export function expectedSentence(
  expected: { readonly p10On: string; readonly p50On: string; readonly p90On: string },
  todayOn: string,
  { s, write }: Pick<PanelVoice, 's' | 'write'>,
): string {
  const words = s.customer.supplies;
  const [from, on, to] = [write.day(expected.p10On), write.day(expected.p50On), write.day(expected.p90On)];
  if (expected.p90On < todayOn) return words.overdue(on);
  return expected.p50On < todayOn ? words.late(on, to) : words.sentence(on, from, to);
}
