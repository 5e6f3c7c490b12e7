/**
 * Where a mark stands next in a text, asked from positions that only grow; -1 when there is none. Each sign is looked at
 * once however often it is asked: a text of thousands of openings without an end would otherwise be read to its end for
 * each of them, and a person may type such a text.
 */
export function nextMark(text: string, mark: string): (from: number) => number {
  let at = -2;
  return (from) => {
    if (at !== -1 && at < from) at = text.indexOf(mark, from);
    return at;
  };
}
