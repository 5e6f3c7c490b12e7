import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { dropBody } from '~/base/lib/drop-body.server';

/** A body that is larger than its door allows. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

export interface RequestOptions {
  /** Our public origin. The Host header is not asked: it is the visitor's to choose. */
  readonly origin: string;
  readonly bodyLimitBytes: number;
  /** A body beyond the limit is refused with `BodyTooLarge`; or cut there, where what it says decides nothing. */
  readonly beyondLimit?: 'refuse' | 'cut';
}

/** Header that carries the visitor's address to the pages; a visitor's own header of that name is overwritten. */
export const CLIENT_ADDRESS = 'x-client-address';

export interface WebRequest {
  readonly request: Request;
  /** The body turned out larger than allowed while it was read; who read it saw an error. */
  isTooLarge(): boolean;
  /** Takes what nobody read of the body off the connection; false when that is more than is waited for. */
  dropRest(): Promise<boolean>;
}

/**
 * Node's request as the web's Request: streamed, aborted when the visitor leaves. A body beyond its limit, or that says
 * so of itself, fails with `BodyTooLarge` when it is read: the page may know words for it. Null for a request target that
 * is no path, or that no page could decode.
 */
export function toWebRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: RequestOptions,
): WebRequest | null {
  const target = request.url ?? '/';
  if (!target.startsWith('/') || !isDecodable(target)) return null;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const method = request.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  if (!hasBody && isDeclaredTooLarge(request, options)) throw new BodyTooLarge();
  const body = hasBody ? bodyOf(request, options) : null;
  // "//other.example/x" would otherwise be read as another host.
  const path = target.replace(/^\/{2,}/, '/');
  const webRequest = new Request(options.origin + path, {
    method,
    headers: webHeaders(request),
    signal: gone.signal,
    body: body?.stream ?? null,
    ...(body ? { duplex: 'half' } : {}),
  });
  return {
    request: webRequest,
    isTooLarge: () => body?.isTooLarge() ?? false,
    dropRest: async () => body?.dropRest() ?? true,
  };
}

/** What the router would warn about by itself, with the address, past our log. */
function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

interface Body extends Pick<WebRequest, 'isTooLarge' | 'dropRest'> {
  readonly stream: ReadableStream<Uint8Array>;
}

/**
 * The body as it comes, no faster than it is read. It stays on the connection until somebody takes it: an answer that is
 * made before would leave it there, and the next request of the visitor, often a proxy's for somebody else, would wait
 * behind it for ever.
 */
function bodyOf(request: IncomingMessage, options: RequestOptions): Body {
  const { bodyLimitBytes, beyondLimit } = options;
  let bytes = 0;
  let tooLarge = isDeclaredTooLarge(request, options);
  let state: 'read' | 'dropped' = 'read';
  const drop = () => {
    state = 'dropped';
    request.resume();
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (tooLarge) {
        controller.error(new BodyTooLarge());
        return drop();
      }
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (state === 'dropped') return;
        if (bytes <= bodyLimitBytes) {
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) request.pause();
          return;
        }
        if (beyondLimit === 'cut') controller.close();
        else controller.error(new BodyTooLarge());
        tooLarge = beyondLimit !== 'cut';
        drop();
      });
      request.once('end', () => {
        if (state === 'read') controller.close();
        state = 'dropped';
      });
      request.once('close', () => {
        if (state === 'read') controller.error(new Error('The visitor left.'));
        state = 'dropped';
      });
    },
    pull: () => void request.resume(),
    cancel: drop,
  });
  const dropRest = async () => {
    drop();
    return dropBody(request);
  };
  return { stream, isTooLarge: () => tooLarge, dropRest };
}

function isDeclaredTooLarge(
  request: IncomingMessage,
  { bodyLimitBytes, beyondLimit }: RequestOptions,
): boolean {
  return beyondLimit !== 'cut' && Number(request.headers['content-length'] ?? 0) > bodyLimitBytes;
}

function webHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) headers.append(name, one);
  }
  headers.set(CLIENT_ADDRESS, clientAddress(request));
  return headers;
}

/** The visitor's address: the socket's, or what our own proxy (a private address) put last into X-Forwarded-For. */
export function clientAddress(request: IncomingMessage): string {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const isPrivate = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/.test(peer);
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return isPrivate && forwarded ? forwarded : peer || 'unknown';
}

/**
 * Streams a web Response out. Ends quietly when the visitor has left. An answer that breaks on the way throws, and counts
 * as the 500 that it would have been, had its head not gone out before.
 */
export async function sendWebResponse(
  answer: Response,
  asked: WebRequest,
  response: ServerResponse,
): Promise<void> {
  if (!(await asked.dropRest())) response.setHeader('Connection', 'close');
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (!answer.body || asked.request.method === 'HEAD') {
    await answer.body?.cancel();
    response.end();
    return;
  }
  const body = Readable.fromWeb(answer.body as NodeReadableStream);
  let isBroken = false;
  // Before the pipeline's own: that takes the response down with it, as a visitor does who leaves.
  body.once('error', () => {
    isBroken = !response.destroyed;
    if (isBroken) response.statusCode = 500;
  });
  try {
    await pipeline(body, response);
  } catch (error) {
    if (isBroken) throw error;
  }
}
