import { nextMark } from '~/outreach/templates/text/next-mark';

/** A Liquid tag that MJML would drop, and the line it stands on, from 1. */
export interface LostTag {
  readonly tag: string;
  readonly line: number;
}

/**
 * Liquid between two blocks is no block, and MJML drops it without a word: an "if" that is gone changes what is said.
 *
 * One walk through the body, forwards: a long one must not take longer than its length.
 *
 * @example lostTags('<mj-text>a</mj-text>\n{% if b %}') // [{ tag: '{% if b %}', line: 2 }]
 */
export function lostTags(body: string): LostTag[] {
  const elements = spans(body, { open: '<', starts: /<\/?[a-z]/iy, close: '>' });
  // A tag begins and ends on one line, else it is no such tag.
  const tags = spans(body, { open: '{%', starts: /\{%-?\s*\w/y, close: '%}' }).filter(
    ({ from, word, to }) => !body.slice(from + word, to).includes('\n'),
  );
  const lost: LostTag[] = [];
  let before = '';
  let passed = 0;
  let line = 1;
  let counted = 0;
  for (const { from, to } of tags) {
    for (; passed < elements.length; passed += 1) {
      const element = elements[passed];
      if (!element || element.to > from) break;
      before = body.slice(element.from, element.to);
    }
    if (!isBetweenBlocks(before)) continue;
    for (; counted < from; counted += 1) if (body.charCodeAt(counted) === NEW_LINE) line += 1;
    lost.push({ tag: body.slice(from, to), line });
  }
  return lost;
}

const NEW_LINE = 10;

interface Span {
  readonly from: number;
  /** Length of the beginning that made it one. */
  readonly word: number;
  /** Just behind its closing mark. */
  readonly to: number;
}

/** What begins like `starts` and ends at the next `close`, one after the other. */
function spans(text: string, marks: { open: string; starts: RegExp; close: string }): Span[] {
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

function isBetweenBlocks(before: string): boolean {
  if (before === '' || before.startsWith('</mj-') || before.endsWith('/>')) return isBlock(before);
  return isContainer(before);
}

/** Nothing yet, or a block that has ended; `<br/>` and its like are words of a block that goes on. */
function isBlock(tag: string): boolean {
  return tag === '' || /^<\/?mj-/.test(tag);
}

function isContainer(tag: string): boolean {
  return /^<mj-(?:section|column|wrapper|group|hero|social|navbar|accordion|carousel)\b/.test(tag);
}
