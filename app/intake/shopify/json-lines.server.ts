import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { StringDecoder } from 'node:string_decoder';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { RESULT_CUT } from '~/intake/shopify/bulk-operations';
import { storeFetch } from '~/intake/shopify/local-store-seam.server';

const LONGEST_LINE = 8 * 1024 * 1024;
const FIRST_BYTE_MS = 30_000;

interface ResultFile {
  readonly url: string;
  readonly skipLines: number;
  /** What Shopify says of the file: its lines and, where it is known, its bytes. */
  readonly objectCount: number;
  readonly fileSize: number | null;
}

/**
 * The lines of a bulk operation's result, read as they arrive: memory holds one piece of the stream, whatever its size.
 * `skipLines` of them are passed over; blank lines are no lines. Throws AdminApiError: 'permanent' when the address no
 * longer serves the file, 'retryable' when nothing answers there, and RESULT_CUT when the file ended before its end.
 */
export async function* jsonLines(file: ResultFile): AsyncGenerator<string> {
  const body = await openResult(file.url);
  const decoder = new StringDecoder('utf8');
  let lines = 0;
  let bytes = 0;
  let rest = '';
  for await (const piece of piecesOf(body)) {
    bytes += piece.length;
    const whole = (rest + decoder.write(piece)).split('\n');
    rest = whole.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new AdminApiError('permanent', 'RESULT_LINE_TOO_LONG');
    for (const line of whole) if (line.trim() !== '' && ++lines > file.skipLines) yield line;
  }
  rest += decoder.end();
  if (rest.trim() !== '') lines++;
  // Either measure will do: a count that Shopify makes in another way must not make a whole file look cut.
  const isWhole = lines >= file.objectCount || (file.fileSize !== null && bytes >= file.fileSize);
  if (!isWhole) throw new AdminApiError('retryable', RESULT_CUT);
  if (rest.trim() !== '' && lines > file.skipLines) yield rest;
}

async function openResult(url: string): Promise<ReadableStream<Uint8Array>> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), FIRST_BYTE_MS);
  const response = await storeFetch(url, { signal: waiting.signal })
    .catch(() => {
      throw new AdminApiError('retryable', 'RESULT_UNREACHABLE');
    })
    .finally(() => clearTimeout(timer));
  if (response.ok && response.body) return response.body as ReadableStream<Uint8Array>;
  await response.body?.cancel();
  throw new AdminApiError(response.status >= 500 ? 'retryable' : 'permanent', `RESULT_${response.status}`);
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of Readable.fromWeb(body)) yield piece as Uint8Array;
  } catch {
    throw new AdminApiError('retryable', RESULT_CUT);
  }
}
