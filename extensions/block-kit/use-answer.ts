import { useCallback, useEffect, useState } from 'preact/hooks';
import { askCarafe } from './ask-carafe';

export type Loaded<Answer> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'here'; readonly answer: Answer };

/** What the app says at a path, and how to ask again. An answer that is here stays until the next one has come. */
export function useAnswer<Answer>(path: string): { loaded: Loaded<Answer>; ask: () => Promise<void> } {
  const [loaded, setLoaded] = useState<Loaded<Answer>>({ status: 'loading' });
  const ask = useCallback(async () => {
    try {
      const answer = await askCarafe<Answer>(path);
      setLoaded({ status: 'here', answer });
    } catch {
      setLoaded((before) => (before.status === 'here' ? before : { status: 'failed' }));
    }
  }, [path]);
  useEffect(() => {
    void ask();
  }, [ask]);
  return { loaded, ask };
}
