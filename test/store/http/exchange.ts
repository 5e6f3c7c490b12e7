import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request with what routes need of it. */
export type Exchange = {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  /** The parts of the path that the route's pattern names. */
  params: Record<string, string>;
  readText: () => Promise<string>;
  /** The body as an object: JSON or a form, whichever the content type says. Never throws; {} when it is neither. */
  readFields: () => Promise<Record<string, unknown>>;
  sendJson: (body: unknown, status?: number, headers?: Record<string, string>) => void;
  sendHtml: (html: string, status?: number) => void;
  send: (status: number, type: string, body: string | Buffer) => void;
  redirect: (to: string) => void;
  response: ServerResponse;
};

export function makeExchange(request: IncomingMessage, response: ServerResponse, url: URL): Exchange {
  const send = (
    status: number,
    type: string,
    body: string | Buffer,
    headers: Record<string, string> = {},
  ) => {
    response.writeHead(status, {
      'Content-Type': isText(type) ? `${type}; charset=utf-8` : type,
      'Cache-Control': 'no-store',
      ...headers,
    });
    response.end(body);
  };
  let text: Promise<string> | null = null;
  const readText = () => {
    text ??= readBody(request);
    return text;
  };
  return {
    method: request.method ?? 'GET',
    url,
    headers: request.headers,
    params: {},
    readText,
    readFields: async () => parseFields(await readText(), request.headers['content-type'] ?? ''),
    sendJson: (body, status = 200, headers) =>
      send(status, 'application/json', JSON.stringify(body), headers),
    sendHtml: (html, status = 200) => send(status, 'text/html', html),
    send: (status, type, body) => send(status, type, body),
    redirect: (to) => {
      response.writeHead(302, { Location: to });
      response.end();
    },
    response,
  };
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type.endsWith('json');
}

function parseFields(text: string, type: string): Record<string, unknown> {
  if (type.includes('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
