import { nextMark } from '~/outreach/templates/text/next-mark';

/** A stretch of a text, from an opening mark to its closing one. */
export interface Span {
  readonly from: number;
  /** Length of the beginning that made it one. */
  readonly word: number;
  /** Just behind its closing mark. */
  readonly to: number;
}

/** What begins like `starts` and ends at the next `close`, one after the other; in time that grows with the text. */
export function spans(text: string, marks: { open: string; starts: RegExp; close: string }): Span[] {
  const opening = nextMark(text, marks.open);
  const closing = nextMark(text, marks.close);
  const found: Span[] = [];
  let from = opening(0);
  while (from !== -1) {
    marks.starts.lastIndex = from;
    const word = marks.starts.exec(text)?.[0].length ?? 0;
    const end = word > 0 ? closing(from + word) : from;
    if (end === -1) break;
    const to = word > 0 ? end + marks.close.length : from + 1;
    if (word > 0) found.push({ from, word, to });
    from = opening(to);
  }
  return found;
}
