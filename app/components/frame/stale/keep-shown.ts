import { type ClientLoaderFunctionArgs, useLocation, useMatches } from '@remix-run/react';
import { useEffect } from 'react';
import { canReach } from '~/components/frame/connection';
import { failureOf } from '~/components/frame/stale/failure';
import { tellStale } from '~/components/frame/stale/stale-banner';

/** The page on the screen: its address and what it was made of. */
let shown: { readonly address: string; readonly data: unknown } | null = null;

/** Notes what is shown; a page whose place an error has taken has no data. */
export function useNoteShown(): void {
  const { pathname, search } = useLocation();
  const data = useMatches().at(-1)?.data;
  useEffect(() => {
    shown = data === undefined ? null : { address: pathname + search, data };
    tellStale(null);
  }, [pathname, search, data]);
}

/**
 * The browser's half of a page's loader. What is on the screen and fails to come anew stays there, with all that was typed
 * into it, and a banner says so: the router would put an error page in its place, under somebody's hands. A page that was
 * gone to and fails has nothing to keep.
 */
export async function keepShown({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<unknown> {
  try {
    const fresh = await serverLoader();
    tellStale(null);
    return fresh;
  } catch (thrown) {
    const { pathname, search } = new URL(request.url);
    const failure = failureOf(thrown);
    if (!failure || request.signal.aborted || shown?.address !== pathname + search) throw thrown;
    const { data } = shown;
    // A lost connection has a banner of its own.
    if (failure !== 'offline' || (await canReach())) tellStale(failure === 'session' ? 'session' : 'failed');
    return data;
  }
}
