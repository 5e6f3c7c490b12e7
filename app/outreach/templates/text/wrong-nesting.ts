import { blanked, comments, liquidOutputs, liquidTags, replaced } from '~/outreach/templates/text/mask';
import { openWords } from '~/outreach/templates/text/open-words';
import { tagEnd } from '~/outreach/templates/text/tag-end';

/** A tag that nothing closes, one that closes nothing, or one that has no end itself, and the line it stands on, from 1. */
export interface WrongTag {
  readonly fault: 'unclosed' | 'stray' | 'unfinished';
  readonly tag: string;
  readonly line: number;
}

/** What holds words, HTML or nothing: a tag of MJML inside of it says that its own end was forgotten. */
const holdsNoBlocks =
  /^mj-(?:text|button|table|raw|image|divider|spacer|navbar-link|social-element|accordion-title|accordion-text|carousel-image)$/;

/** Of these, what is a part of the mail by itself: one mj-raw may open what another one closes. */
const holdsWords = /^mj-(?:text|button|table|navbar-link|social-element|accordion-title|accordion-text)$/;

/**
 * Tags of MJML that are not closed, or in another order than they were opened: MJML reads on without a word, and what
 * should be two blocks runs into one. Of the HTML inside of a block: tags that have no end themselves, which take words
 * with them, and what marks words and is not closed. All other HTML is the merchant's, as browsers take it.
 *
 * One walk through the body, forwards: a long one must not take longer than its length.
 *
 * @example wrongTags('<mj-text>a\n<mj-text>b</mj-text>') // [{ fault: 'unclosed', tag: '<mj-text>', line: 1 }]
 */
export function wrongTags(body: string): WrongTag[] {
  const masked = withoutLiquid(blanked(body, comments(body)));
  const open: { name: string; line: number }[] = [];
  const found: WrongTag[] = [];
  /** So many are open of each name, and so many were told whose end may still come. */
  const opened = new Map<string, number>();
  const told = new Map<string, number>();
  const leaveLast = () => {
    const last = open.pop();
    if (!last) return;
    add(opened, last.name, -1);
    add(told, last.name, 1);
    found.push({ fault: 'unclosed', tag: `<${last.name}>`, line: last.line });
  };
  const words = openWords();
  let wordsFrom = 0;
  const endWords = (at: number, next: number) => {
    const left = words.atEnd(body.slice(wordsFrom, at).includes('{%'));
    wordsFrom = next;
    if (!holdsWords.test(open.at(-1)?.name ?? '')) return;
    for (const { name, line } of left) found.push({ fault: 'unclosed', tag: `<${name}>`, line });
  };
  const begins = /<!--|<(\/?)([a-z][a-z0-9:-]*)/gi;
  let line = 1;
  let counted = 0;
  for (let match = begins.exec(masked); match; match = begins.exec(masked)) {
    for (; counted < match.index; counted += 1) if (masked.charCodeAt(counted) === NEW_LINE) line += 1;
    const [start, slash] = match;
    const name = match[2]?.toLowerCase();
    if (name === undefined) {
      // It takes what follows with it, so that nothing else can be said of that.
      found.push({ fault: 'unclosed', tag: start, line });
      return inOrder(found);
    }
    const { isFinished, closesItself, to } = tagEnd(masked, body, begins.lastIndex);
    begins.lastIndex = to;
    if (!isFinished) found.push({ fault: 'unfinished', tag: `<${slash}${name}>`, line });
    if (!name.startsWith('mj-')) {
      if (!closesItself) words.tag(name, slash !== '', line);
      continue;
    }
    // Whether it would have closed itself is not known, so that nothing can be said of what it may hold.
    if (!isFinished) return inOrder(found);
    endWords(match.index, to);
    if (slash === '') {
      if (holdsNoBlocks.test(open.at(-1)?.name ?? '')) leaveLast();
      if (closesItself) continue;
      open.push({ name, line });
      add(opened, name, 1);
    } else if ((opened.get(name) ?? 0) > 0) {
      while (open.length > 0 && open.at(-1)?.name !== name) leaveLast();
      open.pop();
      add(opened, name, -1);
    } else if ((told.get(name) ?? 0) > 0) {
      add(told, name, -1);
    } else {
      found.push({ fault: 'stray', tag: `</${name}>`, line });
    }
  }
  while (open.length > 0) leaveLast();
  return inOrder(found);
}

const NEW_LINE = 10;

/** An output stands for some word, even where a tag has its name; what a tag of Liquid says is no part of the mail. */
function withoutLiquid(body: string): string {
  const bare = blanked(body, liquidTags(body));
  return replaced(bare, liquidOutputs(bare), '_');
}

function add(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

function inOrder(found: WrongTag[]): WrongTag[] {
  return found.sort((a, b) => a.line - b.line);
}
