/** An element that the page always has; a page without it is a mistake of the shell's. */
export function must<T extends Element>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The admin page lacks ${selector}`);
  return found;
}
