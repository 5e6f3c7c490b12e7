import { createHash } from 'node:crypto';

/**
 * A public page as a response: nothing may frame it, run in it or learn its address, and its form goes only to where it
 * came from. The style is allowed by its hash, the one picture by its origin.
 */
export function pageResponse(
  html: string,
  {
    status = 200,
    imageUrl = '',
    retryAfter = 0,
  }: { readonly status?: number; readonly imageUrl?: string; readonly retryAfter?: number } = {},
): Response {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const images = originOf(imageUrl) ?? "'none'";
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': [
        "default-src 'none'",
        `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
        `img-src ${images}`,
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      ...quietHeaders,
      ...(retryAfter > 0 ? { 'Retry-After': String(retryAfter) } : {}),
    },
  });
}

/** The origin of a picture, where it is one word: a host may hold signs that would begin a new rule of the policy. */
function originOf(url: string): string | null {
  const origin = URL.canParse(url) ? new URL(url).origin : '';
  return /^https?:\/\/[a-z0-9.:[\]-]+$/.test(origin) ? origin : null;
}

/** A short answer to a machine, such as a mail provider's one-click request. */
export function plainResponse(text: string, status = 200): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...quietHeaders },
  });
}

export function redirectResponse(url: string): Response {
  return new Response(null, { status: 302, headers: { Location: url, ...quietHeaders } });
}

/** same-origin, not no-referrer: with the latter a browser sends our own forms with the origin "null". */
const quietHeaders = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex',
} as const;
