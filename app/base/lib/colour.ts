/**
 * A colour as it is stored: '#1a2b3c'. Many tools show it without its sign, and so it is pasted; whatever else is typed
 * stays as it is.
 *
 * @example withHash('1a2b3c') // '#1a2b3c'
 */
export function withHash(text: string): string {
  const given = text.trim();
  return /^[0-9a-f]{6}$/i.test(given) ? `#${given}` : text;
}

/** Contrast of two colours, 1 … 21. Text needs 4.5, the edge of a control 3. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of "#rrggbb" after WCAG 2.2: 0 black … 1 white. Anything else counts as white. */
function luminance(colour: string): number {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!match) return 1;
  const [red = 1, green = 1, blue = 1] = match.slice(1).map((hex) => {
    const share = Number.parseInt(hex, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
