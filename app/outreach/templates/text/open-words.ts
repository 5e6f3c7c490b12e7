/** What marks words and has an end: left open, it goes on to the end of the block. */
const marksWords = /^(?:a|b|em|i|strong|u)$/;

interface OpenWords {
  readonly tag: (name: string, isEnd: boolean, line: number) => void;
  /**
   * The first open one of each name, and a clean sheet. Branches of Liquid may open one each for a single end: with them,
   * only what has no end at all is left open.
   */
  readonly atEnd: (hasBranches: boolean) => { name: string; line: number }[];
}

/** The tags of HTML around words that one block opens and does not close, told of them one after the other. */
export function openWords(): OpenWords {
  const linesOf = new Map<string, number[]>();
  const ended = new Set<string>();
  return {
    tag: (name, isEnd, line) => {
      if (!marksWords.test(name)) return;
      const lines = linesOf.get(name) ?? [];
      linesOf.set(name, lines);
      if (!isEnd) lines.push(line);
      else {
        lines.pop();
        ended.add(name);
      }
    },
    atEnd: (hasBranches) => {
      const left = [...linesOf].flatMap(([name, [line]]) =>
        line === undefined || (hasBranches && ended.has(name)) ? [] : [{ name, line }],
      );
      linesOf.clear();
      ended.clear();
      return left;
    },
  };
}
