export interface Mark {
  readonly what: string;
  /** From 0 (left) to 100 (right). */
  readonly at: number;
  readonly words: string;
}

export interface PlacedMark extends Mark {
  readonly side: 'left' | 'middle' | 'right';
  readonly row: number;
}

/** How much of a phone's width one letter takes, in percent. */
const LETTER_WIDTH = 1.75;

/** Gives each mark below a drawing a row in which it covers no other, on a phone too. */
export function placeMarks(marks: readonly Mark[]): PlacedMark[] {
  const taken: { from: number; to: number; row: number }[] = [];
  return marks.map((mark) => {
    const width = mark.words.length * LETTER_WIDTH;
    const side = mark.at < width / 2 ? 'left' : mark.at > 100 - width / 2 ? 'right' : 'middle';
    const from = side === 'left' ? mark.at : side === 'right' ? mark.at - width : mark.at - width / 2;
    const to = from + width;
    let row = 0;
    while (taken.some((other) => other.row === row && other.from < to && from < other.to)) row += 1;
    taken.push({ from, to, row });
    return { ...mark, side, row };
  });
}
