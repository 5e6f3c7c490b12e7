/** Markup that is safe to place into a page. */
export type Html = { readonly markup: string };

/** A template whose values are escaped, unless they are markup themselves; lists are joined, null and false vanish. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
  return {
    markup: parts.reduce((all, part, at) => `${all}${part}${at < values.length ? show(values[at]) : ''}`, ''),
  };
}

function show(value: unknown): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(show).join('');
  if (typeof value === 'object' && 'markup' in value) return String(value.markup);
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
