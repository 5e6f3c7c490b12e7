import type { IncomingMessage } from 'node:http';

export type ReadBody =
  | { readonly status: 'read'; readonly body: Buffer }
  | { readonly status: 'too-big' }
  | { readonly status: 'too-much' }
  | { readonly status: 'cut-off' };

interface Reading {
  /** What has come, in a piece of memory that grows with it; its tail is still empty. */
  room: Buffer;
  bytes: number;
  readonly end: (read: ReadBody) => void;
}

const NOTHING = Buffer.alloc(0);

/**
 * Reads bodies of at most `mostBytes` each, and holds at most `mostBytesTogether` of all that are under way: anybody may
 * send a body, and only a whole one shows who did. Memory is counted as it is taken, not as it is announced. When it gets too
 * much the biggest body is given up: whoever wants to shut others out holds much, while what Shopify sends is small.
 */
export function bodyReader({
  mostBytes,
  mostBytesTogether,
}: {
  mostBytes: number;
  mostBytesTogether: number;
}): (request: IncomingMessage) => Promise<ReadBody> {
  const underWay = new Set<Reading>();
  let bytesTogether = 0;

  const take = (reading: Reading, chunk: Buffer): void => {
    const bytes = reading.bytes + chunk.length;
    if (bytes > reading.room.length) {
      const room = Buffer.allocUnsafeSlow(Math.min(mostBytes, Math.max(bytes, reading.room.length * 2)));
      reading.room.copy(room, 0, 0, reading.bytes);
      bytesTogether += room.length - reading.room.length;
      reading.room = room;
    }
    chunk.copy(reading.room, reading.bytes);
    reading.bytes = bytes;
    while (bytesTogether > mostBytesTogether) biggest(underWay)?.end({ status: 'too-much' });
  };

  return (request) =>
    new Promise((resolve) => {
      if (Number(request.headers['content-length']) > mostBytes) return resolve({ status: 'too-big' });
      const onData = (chunk: Buffer) =>
        reading.bytes + chunk.length > mostBytes ? reading.end({ status: 'too-big' }) : take(reading, chunk);
      const reading: Reading = {
        room: NOTHING,
        bytes: 0,
        end: (read) => {
          if (!underWay.delete(reading)) return;
          bytesTogether -= reading.room.length;
          reading.room = NOTHING;
          request.off('data', onData).pause();
          resolve(read);
        },
      };
      underWay.add(reading);
      request.on('data', onData);
      request.once('end', () =>
        reading.end({ status: 'read', body: reading.room.subarray(0, reading.bytes) }),
      );
      request.once('error', () => reading.end({ status: 'cut-off' }));
      request.once('close', () => reading.end({ status: 'cut-off' }));
    });
}

function biggest(readings: ReadonlySet<Reading>): Reading | undefined {
  let most: Reading | undefined;
  for (const reading of readings) if (!most || reading.room.length > most.room.length) most = reading;
  return most;
}
