import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  topic: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: Record<string, unknown>;
};

/** A stand-in for the app's webhook endpoint: keeps what comes in and answers as told. */
export async function startLocalApp(statusOf: (received: Received, count: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts).toString('utf8');
    const one: Received = {
      topic: String(request.headers['x-shopify-topic']),
      headers: request.headers,
      raw,
      body: JSON.parse(raw || '{}') as Record<string, unknown>,
    };
    received.push(one);
    response.writeHead(statusOf(one, received.length));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    topics: () => received.map((one) => one.topic),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
