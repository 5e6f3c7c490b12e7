import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Asked, askCarafe } from './ask-carafe';

export type Loaded<Answer> = { readonly status: 'loading' } | Asked<Answer>;

/** What the app says at a path, and how to ask again. An answer that is here stays until the next one has come. */
export function useAnswer<Answer>(path: string): { loaded: Loaded<Answer>; ask: () => Promise<void> } {
  const [loaded, setLoaded] = useState<Loaded<Answer>>({ status: 'loading' });
  const ask = useCallback(async () => {
    const asked = await askCarafe<Answer>(path);
    setLoaded((before) => (asked.status === 'failed' && before.status === 'here' ? before : asked));
  }, [path]);
  useEffect(() => {
    void ask();
  }, [ask]);
  return { loaded, ask };
}
