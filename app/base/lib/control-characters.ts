/** Text without what PostgreSQL refuses or nobody can see: NUL, other controls, halves of pairs. Line ends and tabs stay. */
export function withoutControls(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/\p{Surrogate}/gu, '')
  );
}
