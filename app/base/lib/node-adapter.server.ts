import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A body that is larger than its door allows. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

export interface RequestOptions {
  /** Our public origin. The Host header is not asked: it is the visitor's to choose. */
  readonly origin: string;
  readonly bodyLimitBytes: number;
}

/** Header that carries the visitor's address to the pages; a visitor's own header of that name is overwritten. */
export const CLIENT_ADDRESS = 'x-client-address';

export interface WebRequest {
  readonly request: Request;
  /** The body turned out larger than allowed while it was read; who read it saw an error. */
  isTooLarge(): boolean;
}

/**
 * Node's request as the web's Request: streamed, aborted when the visitor leaves, refused with `BodyTooLarge` when it
 * says that it is beyond its limit. Null for a request target that is no path.
 */
export function toWebRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: RequestOptions,
): WebRequest | null {
  const target = request.url ?? '/';
  if (!target.startsWith('/')) return null;
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > options.bodyLimitBytes) throw new BodyTooLarge();
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const method = request.method ?? 'GET';
  let tooLarge = false;
  const limited = async function* (): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes > options.bodyLimitBytes) {
        tooLarge = true;
        throw new BodyTooLarge();
      }
      yield chunk as Buffer;
    }
  };
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? (Readable.toWeb(Readable.from(limited())) as BodyInit) : null;
  // "//other.example/x" would otherwise be read as another host.
  const path = target.replace(/^\/{2,}/, '/');
  const webRequest = new Request(options.origin + path, {
    method,
    headers: webHeaders(request),
    signal: gone.signal,
    body,
    ...(body ? { duplex: 'half' } : {}),
  });
  return { request: webRequest, isTooLarge: () => tooLarge };
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

/** Streams a web Response out. Ends quietly when the visitor has left. */
export async function sendWebResponse(
  answer: Response,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (!answer.body || request.method === 'HEAD') {
    await answer.body?.cancel();
    response.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}
