import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useRef } from 'react';

/** A fetcher whose answer is told in a toast, each once. */
export function useTellingFetcher<Action>(
  words: (answer: NonNullable<ReturnType<typeof useFetcher<Action>>['data']>) => string,
): ReturnType<typeof useFetcher<Action>> {
  const fetcher = useFetcher<Action>();
  const shopify = useAppBridge();
  const told = useRef<unknown>(null);
  useEffect(() => {
    if (!fetcher.data || told.current === fetcher.data) return;
    told.current = fetcher.data;
    shopify.toast.show(words(fetcher.data));
  });
  return fetcher;
}
