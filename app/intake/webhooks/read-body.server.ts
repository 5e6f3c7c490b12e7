import type { IncomingMessage } from 'node:http';

export type ReadBody = { status: 'read'; body: Buffer } | { status: 'too-big' } | { status: 'cut-off' };

/** The bytes of a request, at most `mostBytes` of them; reading stops as soon as there are more. */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length']) > mostBytes) return resolve({ status: 'too-big' });
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= mostBytes) return chunks.push(chunk);
      request.pause();
      resolve({ status: 'too-big' });
    });
    request.once('end', () => {
      const [only] = chunks;
      resolve({ status: 'read', body: chunks.length === 1 && only ? only : Buffer.concat(chunks) });
    });
    request.once('error', () => resolve({ status: 'cut-off' }));
    request.once('aborted', () => resolve({ status: 'cut-off' }));
  });
}
