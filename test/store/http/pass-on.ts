import type { IncomingMessage, ServerResponse } from 'node:http';

/** Hands a call for another shop to that shop's store; a shop that nobody knows is not found, as at Shopify. */
export async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  storeUrl: string | undefined,
): Promise<void> {
  if (storeUrl === undefined) {
    response.writeHead(404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ errors: 'Not Found' }));
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = new Headers();
  for (const name of ['content-type', 'accept', 'x-shopify-access-token', 'x-forwarded-host']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  try {
    const answer = await fetch(new URL(request.url ?? '/', storeUrl), {
      method: request.method,
      headers,
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('content-type') ?? 'application/json',
    });
    response.end(body);
  } catch {
    response.writeHead(502);
    response.end();
  }
}
