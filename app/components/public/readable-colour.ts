import { contrast } from '~/base/lib/colour';

const INK = '#1c1c1c';
const BLACK = '#000000';
const PAPER = '#ffffff';

/** White or dark for text on a ground: always at least 4.5 (black and white together reach that on any ground). */
export function textOn(ground: string): string {
  if (contrast(PAPER, ground) >= contrast(BLACK, ground)) return PAPER;
  return contrast(INK, ground) >= 4.5 ? INK : BLACK;
}

/** The colour itself where it can be seen on white, else near-black: for edges and marks. */
export function markOnWhite(colour: string): string {
  return contrast(colour, PAPER) >= 3 ? colour : INK;
}
