import { createServer } from 'node:http';
import { registry } from '~/base/lib/metrics.server';
import { env } from '~/env.server';

/** What /readyz says: what makes it unfit, and below it what it can do without. */
export function readyText(why: string | null, note: string | null): string {
  return [why ?? 'ready', note].filter((line) => line !== null).join('\n');
}

/**
 * Health and metrics of this process, on an address of their own that must not be public (OPS_HOST, OPS_PORT; port 0
 * turns it off). Returns what closes it.
 */
export async function startOpsListener(
  ready: () => Promise<string | null>,
  note: () => string | null,
): Promise<() => Promise<void>> {
  const { OPS_HOST, OPS_PORT } = env();
  if (OPS_PORT === 0) return async () => {};
  const server = createServer(async (request, response) => {
    try {
      if (request.url === '/healthz') return void response.end('ok\n');
      if (request.url === '/readyz') {
        const why = await ready();
        return void response.writeHead(why ? 503 : 200).end(`${readyText(why, note())}\n`);
      }
      if (request.url === '/metrics') {
        return void response.setHeader('Content-Type', registry.contentType).end(await registry.metrics());
      }
      response.writeHead(404).end('not found\n');
    } catch {
      response.writeHead(500).end('failed\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(OPS_PORT, OPS_HOST, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
