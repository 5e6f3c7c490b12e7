import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { log } from '~/base/lib/logger.server';
import { env } from '~/env.server';
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
  if (!new URL(request.url).pathname.startsWith('/p/')) allowFraming(request, headers);
  headers.set('Content-Type', 'text/html');
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      [ready]: () => {
        shellSent = true;
        const body = new PassThrough();
        resolve(
          new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }),
        );
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        failed = true;
        if (shellSent && !request.signal.aborted) log.error('A page failed while it was streamed', { error });
      },
    });
    setTimeout(abort, streamTimeout).unref();
  });
}

/** Only the shop's own admin may frame its pages; the local store too, which production refuses to know. */
function allowFraming(request: Request, headers: Headers): void {
  addDocumentResponseHeaders(request, headers);
  const store = env().LOCAL_STORE_URL;
  const policy = headers.get('Content-Security-Policy');
  // The library asks browsers to load App Bridge from Shopify's network early; the local store serves its own.
  if (store) headers.delete('Link');
  if (store && policy) {
    const allowed = policy.replace('frame-ancestors', `frame-ancestors ${new URL(store).origin}`);
    headers.set('Content-Security-Policy', allowed);
  }
}

/** Errors of loaders and actions; what a closed browser tab aborts is none, nor is an address that leads nowhere. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log.error('A page failed', { error, path: loggedPath(request) });
}

/** The address without what it unlocks: a customer's link is good for whoever holds it. */
function loggedPath(request: Request): string {
  return new URL(request.url).pathname.replace(/^(\/p\/[^/]*\/).+/, '$1…');
}
