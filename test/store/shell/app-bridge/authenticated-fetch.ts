import { forgetToken, idToken } from './session';

const plainFetch = window.fetch.bind(window);
const sessionIsGone = 'X-Shopify-Retry-Invalid-Session-Request';
const reauthorize = 'X-Shopify-API-Request-Failure-Reauthorize-Url';

/** Requests to the app's own server carry a session token; one that is refused as stale is tried once more. */
export function installAuthenticatedFetch(): void {
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin) return plainFetch(input, init);
    if (request.headers.has('Authorization')) return plainFetch(request);
    const again = request.clone();
    const response = await plainFetch(await withToken(request));
    if (response.status === 401 && response.headers.has(sessionIsGone)) {
      forgetToken();
      return plainFetch(await withToken(again));
    }
    const elsewhere = response.headers.get(reauthorize);
    if (elsewhere) window.open(elsewhere, '_top');
    return response;
  };
}

async function withToken(request: Request): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.set('Authorization', `Bearer ${await idToken()}`);
  headers.set('X-Requested-With', 'XMLHttpRequest');
  return new Request(request, { headers });
}
