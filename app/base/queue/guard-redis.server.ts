import type { Duplex } from 'node:stream';
import type { Redis, RedisOptions } from 'ioredis';
import { log } from '~/base/lib/logger.server';
import { countUp } from '~/base/lib/metrics.server';
import { replyWatch } from '~/base/queue/reply-watch';

/**
 * A client whose connections, and those of its duplicates, are cut off as soon as what arrives is no reply that was asked
 * for. A parser that throws would end the process, and one that waits for a gigabyte takes it; a client that was cut off
 * connects anew, and the sweeps do the queue's work meanwhile.
 */
export function guardRedis(client: Redis): Redis {
  // Told after the client's own handler has taken its place at the new socket, and before anything is read from it.
  client.on('connect', () => guardSocket(client as unknown as Inside));
  const duplicate = client.duplicate.bind(client);
  client.duplicate = (options?: Partial<RedisOptions>) => guardRedis(duplicate(options));
  return client;
}

/** What the library keeps to itself; where a version of it has no such thing, nothing is guarded. */
interface Inside {
  readonly stream?: Duplex;
  readonly commandQueue?: { readonly length: number };
}

function guardSocket(client: Inside): void {
  const { stream } = client;
  const [parse, ...others] = (stream?.listeners('data') ?? []) as ((piece: Buffer) => void)[];
  if (!stream || !parse || others.length > 0) return;
  const watch = replyWatch();
  const cutOff = (why: string) => {
    countUp('carafe_queue_errors_total');
    log.warn(`A connection to Redis was cut off, and is made anew: it brought ${why}.`);
    stream.off('data', read);
    stream.destroy(new Error('Protocol error'));
  };
  const read = (piece: Buffer) => {
    if (watch.isBetween() && client.commandQueue?.length === 0) return cutOff('what nobody had asked for');
    const wrong = watch.hear(piece);
    if (wrong) return cutOff(wrong);
    try {
      parse(piece);
    } catch {
      cutOff('what cannot be read');
    }
  };
  stream.off('data', parse);
  stream.on('data', read);
}
