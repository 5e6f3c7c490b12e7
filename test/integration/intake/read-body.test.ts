import { type ClientRequest, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bodyReader } from '~/intake/webhooks/read-body.server';
import { until } from '../../support/until';

const MOST_BYTES = 100_000;
const readBody = bodyReader({ mostBytes: MOST_BYTES, mostBytesTogether: 2.5 * MOST_BYTES });
const reads: string[] = [];
let begun = 0;
const holders = new Set<ClientRequest>();
let server: Server;

beforeAll(async () => {
  server = createServer(async (asked, response) => {
    begun++;
    const read = await readBody(asked);
    reads.push(read.status === 'read' ? `read ${read.body.length}` : read.status);
    response.writeHead(200, { Connection: 'close' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  for (const holder of holders) holder.destroy();
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  reads.length = 0;
});

/** Sends so much of a body and, unless told to end, leaves it there. */
function post(bytes: number, then: 'hold' | 'end'): ClientRequest {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
  sent.on('error', () => {});
  sent.on('response', (response) => response.resume());
  sent.write(Buffer.alloc(bytes, 'x'));
  if (then === 'end') sent.end();
  else holders.add(sent);
  return sent;
}

const read = (...statuses: string[]) =>
  until('the bodies are read', async () => reads.length >= statuses.length).then(() =>
    expect(reads.splice(0)).toEqual(statuses),
  );

describe('a body that is read', () => {
  it('comes whole, however it is cut', async () => {
    const sent = post(1, 'hold');
    for (let bytes = 1; bytes < 40_000; bytes += 13) sent.write(Buffer.alloc(13, 'y'));
    sent.end();
    await read('read 40002');
  });

  it('has its room back when it was whole, too big or broke off', async () => {
    for (let round = 0; round < 5; round++) {
      post(90_000, 'end');
      await read('read 90000');
      post(MOST_BYTES + 1, 'end');
      await read('too-big');
      const before = begun;
      const sent = post(90_000, 'hold');
      await until('it is being read', () => begun > before);
      sent.destroy();
      await read('cut-off');
    }
  });

  it('is given up for others when all together hold too much and it holds the most', async () => {
    for (let held = 1; held <= 5; held++) post(90_000, 'hold');
    await read('too-much', 'too-much', 'too-much');
    post(500, 'end');
    await read('read 500');
  });
});
