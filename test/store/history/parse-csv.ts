/** Reads CSV with a header row and optional double quotes (RFC 4180) into one record a row. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.split(/\r?\n/);
  const names = splitRow(header);
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.includes('"') ? splitRow(line) : line.split(',');
      return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
    });
}

function splitRow(line: string): string[] {
  const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return cells.slice(0, line.endsWith(',') ? undefined : -1).map((cell) => {
    const bare = cell.endsWith(',') ? cell.slice(0, -1) : cell;
    return bare.startsWith('"') ? bare.slice(1, -1).replaceAll('""', '"') : bare;
  });
}
