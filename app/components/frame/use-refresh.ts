import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { canLoadAnew } from '~/components/frame/connection';

/** Loads a page's rows again while somebody looks at it. Without a connection what is shown stays. */
export function useRefresh(everyMs: number): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState !== 'visible' || state !== 'idle') return;
      if (await canLoadAnew()) revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [revalidate, state, everyMs]);
}
