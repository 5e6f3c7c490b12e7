import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createRequestHandler } from '@remix-run/node';
import { dropBody } from '~/base/lib/drop-body.server';
import { log } from '~/base/lib/logger.server';
import { collectProcessMetrics, countUp, observe } from '~/base/lib/metrics.server';
import { BodyTooLarge, sendWebResponse, toWebRequest } from '~/base/lib/node-adapter.server';
import { readyText, startOpsListener } from '~/base/lib/ops-listener.server';
import { assertRowLevelSecurity, unreadiness } from '~/base/lib/readiness.server';
import { runProcess } from '~/base/lib/run-process.server';
import { staticFiles } from '~/base/lib/static-files.server';
import { closeLiveQueue, startLiveQueue, whyNoQueue } from '~/base/queue/live-queue.server';
import { closeDatabase } from '~/db.server';
import { env } from '~/env.server';
import { receiveWebhook } from '~/intake/webhooks/receive-webhook.server';
import { bodyLimitBytes } from '~/office/pages/request/body-limit';

/**
 * The web process: webhooks first, on a short path of their own that never meets Remix, then health, files, pages.
 * /metrics is not here but on the ops listener.
 */
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'OPTIONS'];
const DRAIN_MS = 15_000;

async function start(): Promise<() => Promise<void>> {
  const { HOST, PORT, DATABASE_URL } = env();
  if (!DATABASE_URL)
    throw new Error('Set DATABASE_URL: start:web works on your own PostgreSQL. "npm start" brings one.');
  collectProcessMetrics();
  await assertRowLevelSecurity();
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 32_768 },
    await makeHandler(),
  );
  await startLiveQueue();
  const closeOps = await startOpsListener(unreadiness, whyNoQueue);
  const port = await listen(server, PORT, HOST);
  log.info('The web process is ready.', { port });
  process.send?.({ ready: port });
  return async () => {
    await drain(server);
    await closeOps();
    await closeLiveQueue();
    await closeDatabase();
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function makeHandler(): Promise<Handler> {
  const pages = createRequestHandler(await import('virtual:remix/server-build'), 'production');
  const files = staticFiles(join('build', 'client'));
  const origin = new URL(env().SHOPIFY_APP_URL).origin;
  const secure = origin.startsWith('https://');

  const answer = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (path === '/webhooks') return receiveWebhook(request, response);
    if (path === '/healthz') return plain(response, 200, 'ok');
    if (path === '/readyz') {
      const why = await unreadiness();
      return plain(response, why ? 503 : 200, readyText(why, whyNoQueue()));
    }
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    // Others mean nothing to any page: a router would take them for a POST, and TRACE for an error.
    if (!METHODS.includes(request.method ?? '')) {
      response.setHeader('Allow', METHODS.join(', '));
      return plain(response, 405, 'Nothing here answers to this method.');
    }
    if (await files(request, response, path)) return;
    // Unsubscribing acts at once whatever else is said, so no size of what is said may stop it.
    const beyondLimit = path.startsWith('/p/unsubscribe/') ? 'cut' : 'refuse';
    const webRequest = toWebRequest(request, response, {
      origin,
      bodyLimitBytes: bodyLimitBytes(path),
      beyondLimit,
    });
    if (!webRequest) return plain(response, 400, 'This is not an address of a page.');
    const page = await pages(webRequest.request);
    if (webRequest.isTooLarge() && page.status !== 413) throw new BodyTooLarge();
    await sendWebResponse(page, webRequest, response);
  };

  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const group = groupOf(path);
    const startedMs = performance.now();
    response.once('close', () => {
      countUp('carafe_http_requests_total', { group, status: `${Math.floor(response.statusCode / 100)}xx` });
      observe('carafe_http_request_seconds', { group }, (performance.now() - startedMs) / 1000);
    });
    answer(request, response, path).catch((error: unknown) => refuse(error, request, response, group));
  };
}

/** Nothing of an error reaches the visitor but that there was one. */
async function refuse(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  group: string,
): Promise<void> {
  const tooLarge = error instanceof BodyTooLarge;
  if (!tooLarge) log.error('A request failed.', { error, path: group });
  if (response.headersSent) return void response.destroy();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  if (!(await dropBody(request))) response.setHeader('Connection', 'close');
  plain(
    response,
    tooLarge ? 413 : 500,
    tooLarge ? 'This is more than we take.' : 'Something went wrong. Nothing was lost; try again.',
  );
}

function plain(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${sentence}\n`);
}

function groupOf(path: string): string {
  if (path === '/webhooks') return 'webhooks';
  if (path === '/healthz' || path === '/readyz') return 'health';
  if (path.startsWith('/p/')) return 'public';
  if (path.startsWith('/app')) return 'app';
  return path.startsWith('/assets/') ? 'assets' : 'other';
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken: set PORT to a free one.`) : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cut);
}

runProcess('The web process', start);
