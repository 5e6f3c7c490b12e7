import { isbot } from 'isbot';

/** A visitor who says that nobody looks at the page: a robot, a prefetch, or a HEAD request. */
export function isScanner(request: Request): boolean {
  const purpose = request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? '';
  return (
    request.method === 'HEAD' || /prefetch|preview/i.test(purpose) || isbot(request.headers.get('user-agent'))
  );
}
