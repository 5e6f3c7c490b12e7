import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Exchange, makeExchange } from './exchange';

export type Handler = (exchange: Exchange) => void | Promise<void>;
export type Route = { method: string; pattern: RegExp; names: string[]; handle: Handler };

/** `path` may name parts: '/products/:handle'; '*' at its end takes the rest under the name `rest`. */
export function route(method: string, path: string, handle: Handler): Route {
  const names: string[] = [];
  const pattern = path
    .replace(/[.]/g, '\\.')
    .replace(/:([a-zA-Z]+)/g, (_all, name: string) => {
      names.push(name);
      return '([^/]+)';
    })
    .replace(/\*$/, () => {
      names.push('rest');
      return '(.*)';
    });
  return { method, pattern: new RegExp(`^${pattern}$`), names, handle };
}

/** Answers a request with the first route that fits; what a handler throws becomes a 500 with its message. */
export async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  const exchange = makeExchange(request, response, url);
  for (const one of routes) {
    if (one.method !== exchange.method && !(one.method === 'GET' && exchange.method === 'HEAD')) continue;
    const match = one.pattern.exec(url.pathname);
    if (!match) continue;
    exchange.params = Object.fromEntries(
      one.names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? '')]),
    );
    try {
      await one.handle(exchange);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) exchange.sendJson({ error: message }, 500);
      else response.destroy();
    }
    return;
  }
  exchange.sendJson({ error: `Nothing here: ${exchange.method} ${url.pathname}` }, 404);
}
