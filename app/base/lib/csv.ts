/** One line of a CSV file (RFC 4180). */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A cell that a spreadsheet takes for text: what begins like a formula gets an apostrophe before it, since a customer
 * may be called =HYPERLINK(…). Numbers of ours are numbers.
 *
 * @example csvCell('=1+1') // "'=1+1"
 * @example csvCell('Müller, "Max"') // '"Müller, ""Max"""'
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = isFormula(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * What a cell said before `csvCell` made text of it; a file that we wrote may come back.
 *
 * @example withoutGuard("'=1+1") // '=1+1'
 */
export function withoutGuard(cell: string): string {
  const bare = cell.slice(1);
  return cell.startsWith("'") && isFormula(bare) ? bare : cell;
}

/** Spreadsheets pass over blanks and signs that nobody sees, and take the wide signs of East Asia for the narrow ones. */
function isFormula(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠|%]/u.test(text) || /^[\t\r\n]/.test(text);
}
