/** The part of App Bridge's toasts that is needed here. */
export interface Toasts {
  show(words: string, options: { isError: true; duration: number; onDismiss: () => void }): string;
  hide(id: string): void;
}

const FAILURE_MS = 8_000;
const standing = new Set<string>();

/** Says that something failed, until something else is done: beside "Saved" it would read as if that were not true. */
export function showFailure(toasts: Toasts, words: string): void {
  const id: string = toasts.show(words, {
    isError: true,
    duration: FAILURE_MS,
    onDismiss: () => standing.delete(id),
  });
  standing.add(id);
}

/** Something was done: what was said of failures before it is over. */
export function hideFailures(toasts: Toasts): void {
  for (const id of standing) toasts.hide(id);
  standing.clear();
}
