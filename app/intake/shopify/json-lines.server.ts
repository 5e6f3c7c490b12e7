import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { storeFetch } from '~/intake/shopify/local-store-seam.server';

const LONGEST_LINE = 8 * 1024 * 1024;
const FIRST_BYTE_MS = 30_000;

/**
 * The lines of a bulk operation's result, read as they arrive: memory holds one piece of the stream, whatever its size.
 * `skipLines` of them are passed over. Throws AdminApiError 'permanent' when the address no longer serves the file.
 */
export async function* jsonLines(url: string, skipLines: number): AsyncGenerator<string> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), FIRST_BYTE_MS);
  const response = await storeFetch(url, { signal: waiting.signal }).finally(() => clearTimeout(timer));
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new AdminApiError(response.status >= 500 ? 'retryable' : 'permanent', `RESULT_${response.status}`);
  }
  let skip = skipLines;
  let rest = '';
  for await (const piece of Readable.fromWeb(response.body as ReadableStream).setEncoding('utf8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new AdminApiError('permanent', 'RESULT_LINE_TOO_LONG');
    for (const line of lines) {
      if (skip > 0) skip--;
      else yield line;
    }
  }
  if (rest !== '' && skip === 0) yield rest;
}
