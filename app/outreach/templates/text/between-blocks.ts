import { type Span, spans } from '~/outreach/templates/text/spans';

/** The elements of a body, MJML's and HTML's, opening and closing. */
export function elementsOf(body: string): Span[] {
  return spans(body, { open: '<', starts: /<\/?[a-z]/iy, close: '>' });
}

/**
 * Does what follows this element stand between blocks, where MJML drops whatever is no block? '' is the body's beginning:
 * the frame's column.
 */
export function isBetweenBlocks(before: string): boolean {
  if (before === '' || before.startsWith('</mj-') || before.endsWith('/>')) return isBlock(before);
  return isContainer(before);
}

/** Nothing yet, or a block that has ended; `<br/>` and its like are words of a block that goes on. */
function isBlock(tag: string): boolean {
  return tag === '' || /^<\/?mj-/.test(tag);
}

function isContainer(tag: string): boolean {
  return /^<mj-(?:section|column|wrapper|group|hero|social|navbar|accordion|accordion-element|carousel)(?![\w-])/.test(
    tag,
  );
}
