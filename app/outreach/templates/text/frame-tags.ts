/** A tag of a whole MJML document, and the line it stands on, from 1. */
export interface FrameTag {
  readonly tag: string;
  readonly line: number;
}

/** The document itself, what its head holds, and what would fetch a file. */
const frameTag =
  /<!--|<(mjml|mj-(?:head|body|include|attributes|all|class|style|title|preview|font|breakpoint|html-attributes|selector))(?![\w-])/gi;

/**
 * The first of each tag that only a whole MJML document has. A template's body stands inside of the shop's frame, and
 * there MJML drops a document with all that is in it, without a word: the mail would be empty.
 *
 * One walk through the body, forwards: a long one must not take longer than its length.
 *
 * @example frameTags('\n<mjml><mj-body>…') // [{ tag: '<mjml>', line: 2 }, { tag: '<mj-body>', line: 2 }]
 */
export function frameTags(body: string): FrameTag[] {
  const found = new Map<string, FrameTag>();
  const next = new RegExp(frameTag);
  let line = 1;
  let counted = 0;
  for (let match = next.exec(body); match; match = next.exec(body)) {
    const name = match[1]?.toLowerCase();
    if (name === undefined) {
      // A comment is left out of the mail; one that nothing closes is left to MJML.
      const end = body.indexOf('-->', match.index);
      if (end === -1) break;
      next.lastIndex = end;
      continue;
    }
    for (; counted < match.index; counted += 1) if (body.charCodeAt(counted) === NEW_LINE) line += 1;
    if (!found.has(name)) found.set(name, { tag: `<${name}>`, line });
  }
  return [...found.values()];
}

const NEW_LINE = 10;
