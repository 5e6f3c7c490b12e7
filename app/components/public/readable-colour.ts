/** Relative luminance of "#rrggbb" after WCAG 2.2: 0 black … 1 white. Anything else counts as white. */
export function luminance(colour: string): number {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!match) return 1;
  const [red = 1, green = 1, blue = 1] = match.slice(1).map((hex) => {
    const share = Number.parseInt(hex, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 … 21. Text needs 4.5, the edge of a control 3. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

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
