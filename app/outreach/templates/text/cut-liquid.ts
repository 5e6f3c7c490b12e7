/** Liquid that lacks an end, as far as it is sure to go, and the line it begins on, from 1. */
export interface CutLiquid {
  readonly written: string;
  /** Its own end, or that of a quotation in it; or it has an output in it that should be the name alone. */
  readonly fault: '}}' | '%}' | 'quote' | 'output';
  readonly line: number;
}

const LONGEST = 60;

/**
 * The first Liquid whose end is missing. The parser reads on to the end of the next one, and then complains of what it
 * found on the way. For what the parser refuses alone: a bracket in quotes counts here like any other.
 *
 * One walk through the text, forwards: a long one must not take longer than its length.
 *
 * @example cutLiquid('{{ a } b {{ c }}') // { written: '{{ a', fault: '}}', line: 1 }
 */
export function cutLiquid(text: string): CutLiquid | null {
  const begins = /\{%-?\s*(raw)\s*-?%\}|\{\{|\{%/g;
  for (let match = begins.exec(text); match; match = begins.exec(text)) {
    const [start, raw] = match;
    if (raw) {
      const end = text.indexOf('endraw', begins.lastIndex);
      if (end === -1) return null;
      begins.lastIndex = end;
      continue;
    }
    const close = start === '{{' ? '}}' : '%}';
    const marks = /%\}|\}\}?|\{\{|\{%|$/g;
    marks.lastIndex = begins.lastIndex;
    const next = () => marks.exec(text)?.[0];
    const end = marks.exec(text);
    const told = (fault: CutLiquid['fault'], to: number | undefined): CutLiquid => {
      const [written = ''] = /^[^\n<]*/.exec(text.slice(match.index, to)) ?? [];
      const line = text.slice(0, match.index).split('\n').length;
      return { written: written.slice(0, LONGEST).trim(), fault, line };
    };
    if (end?.[0] !== close) {
      const holdsOutput = end?.[0] === '{{' && next() === '}}' && next() === close;
      return holdsOutput ? told('output', marks.lastIndex) : told(close, end?.index);
    }
    if (/["']/.test(text.slice(match.index, end.index).replace(/"[^"]*"|'[^']*'/g, '')))
      return told('quote', marks.lastIndex);
    begins.lastIndex = marks.lastIndex;
  }
  return null;
}
