import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { log } from '~/base/lib/logger.server';
import { addDocumentResponseHeaders } from '~/shopify.server';

const GIVE_UP_AFTER_MS = 8_000;
export const streamTimeout = GIVE_UP_AFTER_MS + 1_000;

/** Renders a page as a stream; a crawler gets it whole. Adds the headers that let Shopify's admin frame it. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  // Pages that customers open from a mail are never framed: their own headers say so.
  if (!new URL(request.url).pathname.startsWith('/p/')) addDocumentResponseHeaders(request, headers);
  headers.set('Content-Type', 'text/html');
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      [ready]: () => {
        shellSent = true;
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        failed = true;
        if (shellSent) log.error('A page failed while it was streamed', { error });
      },
    });
    setTimeout(abort, streamTimeout).unref();
  });
}

/** Errors of loaders and actions; what a closed browser tab aborts is none. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  log.error('A page failed', { error, path: new URL(request.url).pathname });
}
