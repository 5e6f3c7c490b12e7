import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, onServer } from '../support/postgres-server';
import { type RunningProcess, startProcess } from '../support/processes';

let web: RunningProcess;
let url: string;
let ops: string;

beforeAll(async () => {
  execFileSync(process.execPath, ['app/bootstrap.mjs', 'prepare'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [port, opsPort] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${port}`;
  ops = `http://127.0.0.1:${opsPort}`;
  const env = { NODE_ENV: 'production', PORT: String(port), OPS_PORT: String(opsPort), SHOPIFY_APP_URL: url };
  web = await startProcess('server', env, { quiet: true });
}, 240_000);
afterAll(() => web?.stop());

/** A request whose target goes out as it is written; fetch would tidy it up. */
function raw(
  path: string,
  body?: { bytes: number; chunked: boolean; method?: string },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { path, method: body?.method ?? (body ? 'POST' : 'GET') }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    if (body && !body.chunked) asked.setHeader('Content-Length', body.bytes);
    asked.end(body ? Buffer.alloc(body.bytes, 'x') : undefined);
  });
}

/**
 * The statuses that come back on one kept connection: for a POST with a body, and for a GET behind it that is sent once the
 * first has its answer. `sent`: no more of the body than this ever comes.
 */
function onOneConnection(port: number, path: string, bytes: number, sent = bytes): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const statuses = () => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((found) => Number(found[1]));
    let asked = false;
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (statuses().length === 2) socket.destroy();
      else if (!asked && sent === bytes) {
        asked = true;
        setTimeout(() => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'), 100);
      }
    });
    socket.on('close', () => resolve(statuses()));
    socket.on('error', () => undefined);
    socket.setTimeout(8_000, () => {
      socket.destroy();
      reject(new Error(`No answer; so far ${statuses()}`));
    });
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nUser-Agent: Mozilla/5.0 Chrome/140\r\nContent-Length: ${bytes}\r\n\r\n`,
    );
    socket.write(Buffer.alloc(sent, 'x'));
  });
}

describe('the web process', () => {
  it('says that it lives and is ready', async () => {
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('is not ready while its database lacks a migration', async () => {
    const database = String(process.env.DATABASE_URL);
    const hide = (from: string, to: string) =>
      onServer(database, (client) =>
        client.query('UPDATE _prisma_migrations SET migration_name = $2 WHERE migration_name = $1', [
          from,
          to,
        ]),
      );
    const [last = ''] = readdirSync('prisma/migrations')
      .filter((name) => /^\d/.test(name))
      .sort()
      .reverse();
    await hide(last, 'hidden');
    const answer = await fetch(`${url}/readyz`);
    await hide('hidden', last);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run migrate');
  });

  it('shows metrics on its ops address and nowhere else', async () => {
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect(await (await fetch(`${ops}/metrics`)).text()).toContain('carafe_http_requests_total');
  });

  it.each(['/ext/customers/1', '/ext/orders/1', '/ext/products/1', '/ext/segments/1', '/ext/decisions'])(
    'lets a block of the admin ask %s with its token, from Shopify’s own address',
    async (path) => {
      const headers = {
        Origin: 'https://extensions.shopifycdn.com',
        'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      };
      const allowed = await fetch(`${url}${path}?locale=en`, { method: 'OPTIONS', headers });
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(allowed.headers.get('Access-Control-Allow-Headers')).toMatch(/Authorization.*Content-Type/);

      const refused = await fetch(`${url}${path}`, {
        headers: { ...headers, Authorization: 'Bearer no.token' },
      });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('Access-Control-Allow-Origin')).toBe('*');
    },
  );

  it('serves hashed files for ever, and only files of the build', async () => {
    const [asset] = readdirSync('build/client/assets').filter((name) => name.endsWith('.js'));
    const answer = await fetch(`${url}/assets/${asset}`, { headers: { 'Accept-Encoding': 'br' } });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect((await raw('/assets/../../../package.json')).status).toBe(404);
    expect((await raw('/assets/%2e%2e/%2e%2e/package.json')).status).toBe(404);
  });

  it('takes no more than 16 kB on pages that customers open, declared or not', async () => {
    expect((await raw('/p/answer/x', { bytes: 20_000, chunked: false })).status).toBe(413);
    expect((await raw('/p/answer/x', { bytes: 20_000, chunked: true })).status).toBe(413);
  });

  it.each([false, true])('lets a no through whatever else is said with it (chunked: %s)', async (chunked) => {
    // The link is broken, and that is all that is wrong with it.
    expect((await raw('/p/unsubscribe/x', { bytes: 17_000, chunked })).status).toBe(404);
  });

  it.each([
    ['/app/replay', 300_000],
    ['/nowhere', 300_000],
    ['/assets/x.js', 300_000],
    ['/p/unsubscribe/x', 300_000],
    ['/nowhere', 1_900_000],
    ['/healthz', 300_000],
  ])('a body that %s does not read (%i bytes) keeps no request waiting behind it', async (path, bytes) => {
    const answers = await onOneConnection(Number(new URL(url).port), path, bytes);
    expect(answers.at(-1)).toBe(200);
    expect(answers).toHaveLength(2);
  });

  it('closes the connection on a body that does not come to its end', async () => {
    const answers = await onOneConnection(Number(new URL(url).port), '/nowhere', 150_000, 50_000);
    expect(answers).toEqual([404]);
  });

  it.each(['TRACE', 'PUT', 'PATCH', 'DELETE'])('nothing answers to %s', async (method) => {
    expect((await raw('/p/unsubscribe/x', { bytes: 0, chunked: false, method })).status).toBe(405);
  });

  it('an address that no page could decode is refused before the router sees it', async () => {
    expect((await raw('/p/answer/%zz')).status).toBe(400);
    expect((await raw('/p/answer/x?a=%zz')).status).toBe(404);
  });

  it.each(['x.myshopify.com; script-src *', 'evil.example', 'evil.example/x.myshopify.com'])(
    'a shop of the name %s gets into no header',
    async (shop) => {
      const headers = { 'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0' };
      for (const path of ['/auth/session-token', '/auth/exit-iframe', '/app', '/nowhere']) {
        const asked = new URLSearchParams({ shop, 'shopify-reload': `${url}/app`, exitIframe: '/app' });
        const answer = await fetch(`${url}${path}?${asked}`, { headers, redirect: 'manual' });
        expect(answer.headers.get('content-security-policy') ?? '', path).not.toMatch(/script-src|evil/);
      }
      const query = new URLSearchParams({ shop, 'shopify-reload': `${url}/app` });
      expect((await fetch(`${url}/auth/session-token?${query}`, { headers })).status).toBe(400);
    },
  );

  it('the admin of a shop of Shopify’s may frame what the library shows', async () => {
    const headers = { 'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0' };
    const query = new URLSearchParams({ shop: 'a-b.myshopify.com', 'shopify-reload': `${url}/app` });
    const answer = await fetch(`${url}/auth/session-token?${query}`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain('https://a-b.myshopify.com');
  });

  it('an address that means another host is a page of ours that does not exist', async () => {
    expect((await raw('//evil.example/x')).status).toBe(404);
    expect((await raw('http://evil.example/x')).status).toBe(400);
  });

  it('nobody is led from it to an address that is not Shopify’s', async () => {
    const headers = { 'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0' };
    const foreign = new URLSearchParams({ shop: 'a.myshopify.com', exitIframe: 'https://evil.example/' });
    expect((await fetch(`${url}/auth/exit-iframe?${foreign}`, { headers })).status).toBe(400);
  });

  it('a machine that says it is one is told in words that the admin is not for it', async () => {
    const answer = await fetch(`${url}/app`, { headers: { 'User-Agent': 'Googlebot/2.1' } });
    expect(answer.status).toBe(410);
    expect(await answer.text()).toMatch(/<h1[ >]/);
  });

  it('a webhook without a signature is refused', async () => {
    expect((await fetch(`${url}/webhooks`, { method: 'POST', body: '{}' })).status).toBe(401);
  });
});
