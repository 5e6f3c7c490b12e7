import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliCompress, constants } from 'node:zlib';

/** Serves one answer when the path is a file of the build; says whether it was. */
export type StaticFiles = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<boolean>;

interface StaticFile {
  readonly file: string;
  readonly size: number;
  readonly type: string;
  /** Its name holds a hash of its content, so it never changes. */
  readonly hashed: boolean;
  readonly tag: string;
  brotli?: Promise<Buffer>;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const COMPRESSIBLE = /^(text\/|application\/json|image\/svg)/;

/**
 * The files below `folder`, listed once at boot: a path that is not in the list is no file, whatever it is made of.
 * Text is compressed with Brotli on first use and kept (a build holds a few megabytes).
 */
export function staticFiles(folder: string): StaticFiles {
  const files = list(folder);
  return async (request, response, path) => {
    const found = files.get(path);
    if (!found || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    response.setHeader('Content-Type', found.type);
    response.setHeader(
      'Cache-Control',
      found.hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    );
    response.setHeader('ETag', found.tag);
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === found.tag) {
      response.writeHead(304).end();
    } else if (
      found.size > 1024 &&
      COMPRESSIBLE.test(found.type) &&
      /\bbr\b/.test(String(request.headers['accept-encoding']))
    ) {
      found.brotli ??= compress(readFileSync(found.file));
      const body = await found.brotli;
      response.writeHead(200, { 'Content-Encoding': 'br', 'Content-Length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
    } else {
      response.writeHead(200, { 'Content-Length': found.size });
      if (request.method === 'HEAD') response.end();
      // A visitor who leaves in the middle is no error of ours.
      else await pipeline(createReadStream(found.file), response).catch(() => {});
    }
    return true;
  };
}

function list(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    const { size, mtimeMs } = statSync(file);
    files.set(path, {
      file,
      size,
      type: types[extname(entry.name)] ?? 'application/octet-stream',
      hashed: path.startsWith('/assets/'),
      tag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
    });
  }
  return files;
}

function compress(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    brotliCompress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }, (error, done) =>
      error ? reject(error) : resolve(done),
    );
  });
}
