import { useEffect } from 'react';

/**
 * A load that a newer one replaces is aborted, and the router expects that; the reader of its stream (turbo-stream)
 * still leaves a rejection that nobody handles, once the first line had come. It says nothing and is not told.
 */
export function useQuietAborts(): void {
  useEffect(() => {
    const quiet = (event: PromiseRejectionEvent) => {
      if (event.reason instanceof DOMException && event.reason.name === 'AbortError') event.preventDefault();
    };
    window.addEventListener('unhandledrejection', quiet);
    return () => window.removeEventListener('unhandledrejection', quiet);
  }, []);
}
