import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { sendWebResponse, toWebRequest } from '~/base/lib/node-adapter.server';

/** Asks a server that answers with this body; what became of it, and under which status it is counted. */
async function sent(body: ReadableStream<Uint8Array>, { leaves }: { leaves: boolean }) {
  let thrown: unknown = null;
  const server = createServer();
  const counted = new Promise<number>((resolve) => {
    server.on('request', async (request, response) => {
      response.once('close', () => setImmediate(() => resolve(response.statusCode)));
      const asked = toWebRequest(request, response, { origin: 'https://x.example', bodyLimitBytes: 100 });
      if (asked)
        await sendWebResponse(new Response(body), asked, response).catch((error: unknown) => {
          thrown = error;
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const gone = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}`, { signal: gone.signal });
  const reader = answer.body?.getReader();
  await reader?.read();
  if (leaves) gone.abort();
  const rest = await reader?.read().then(
    () => 'arrived',
    () => 'broke',
  );
  const status = await counted;
  server.close();
  return { thrown, rest, status };
}

/** Some bytes, and then what `next` does. */
function begun(next: (controller: ReadableStreamDefaultController<Uint8Array>) => Promise<void>) {
  let isBegun = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (isBegun) return next(controller);
        isBegun = true;
        controller.enqueue(new TextEncoder().encode('Name,E-mail\r\n'));
      },
    },
    { highWaterMark: 0 },
  );
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('an answer that is streamed', () => {
  it('throws when it breaks on the way, and counts as failed', async () => {
    const body = begun(async () => {
      await soon();
      throw new Error('The database is gone.');
    });
    expect(await sent(body, { leaves: false })).toMatchObject({
      thrown: { message: 'The database is gone.' },
      rest: 'broke',
      status: 500,
    });
  });

  it('ends quietly when the visitor leaves', async () => {
    const body = begun(async (controller) => {
      await soon();
      controller.enqueue(new Uint8Array(100_000));
    });
    expect(await sent(body, { leaves: true })).toEqual({ thrown: null, rest: 'broke', status: 200 });
  });
});
