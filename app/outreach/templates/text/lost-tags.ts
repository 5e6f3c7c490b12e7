import { elementsOf, isBetweenBlocks } from '~/outreach/templates/text/between-blocks';
import { spans } from '~/outreach/templates/text/spans';

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
  const elements = elementsOf(body);
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
