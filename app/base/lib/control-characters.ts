/**
 * Text without what PostgreSQL refuses or nobody can see: NUL, other controls, halves of pairs, and what turns the order
 * of all signs behind it (a name with such a sign would turn a subject, or a line of the panel). Line ends and tabs stay,
 * and the marks that only say which way one sign reads.
 */
export function withoutControls(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/\p{Surrogate}/gu, '')
  );
}
