import { elementsOf, isBetweenBlocks } from '~/outreach/templates/text/between-blocks';
import { blanked, comments, liquidOutputs, liquidTags, replaced } from '~/outreach/templates/text/mask';

/** Words that MJML would drop, and the line they begin on, from 1. */
export interface LostWords {
  readonly words: string;
  readonly line: number;
}

/**
 * Words between two blocks stand in no block, and MJML drops them without a sign of it: the mail would leave without
 * them. What Liquid would say there is lost likewise; its tags are for `lostTags`.
 *
 * One walk through the body, forwards: a long one must not take longer than its length.
 *
 * @example lostWords('<mj-text>a</mj-text>\n b c') // [{ words: 'b c', line: 2 }]
 */
export function lostWords(body: string): LostWords[] {
  const bare = blanked(blanked(body, comments(body)), liquidTags(body));
  // An output may hold a bracket: it is one word, whatever stands in it.
  const plain = replaced(bare, liquidOutputs(bare), 'x');
  const lost: LostWords[] = [];
  let before = '';
  let from = 0;
  let line = 1;
  let counted = 0;
  for (const element of [...elementsOf(plain), { from: plain.length, to: plain.length }]) {
    const gap = plain.slice(from, element.from);
    const start = from + (gap.length - gap.trimStart().length);
    if (start < element.from && isBetweenBlocks(before)) {
      for (; counted < start; counted += 1) if (plain.charCodeAt(counted) === NEW_LINE) line += 1;
      lost.push({ words: body.slice(start, element.from).trim(), line });
    }
    before = plain.slice(element.from, element.to);
    from = element.to;
  }
  return lost;
}

const NEW_LINE = 10;
