import { useCallback, useEffect, useState } from 'react';

export interface Picked {
  readonly picked: ReadonlySet<string>;
  readonly pick: (id: string, on: boolean) => void;
  readonly pickAll: (ids: readonly string[]) => void;
}

/** What is ticked in a list; another list, which has another place, begins with nothing ticked. */
export function usePicked(place: string): Picked {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with nothing picked
  useEffect(() => setPicked(new Set()), [place]);
  // The same function for as long as the list is there: rows that did not change are not drawn again.
  const pick = useCallback(
    (id: string, on: boolean) =>
      setPicked((before) => {
        const next = new Set(before);
        if (on) next.add(id);
        else next.delete(id);
        return next;
      }),
    [],
  );
  const pickAll = useCallback((ids: readonly string[]) => setPicked(new Set(ids)), []);
  return { picked, pick, pickAll };
}
