import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { env } from '~/env.server';

/**
 * The one seam for the local store: with LOCAL_STORE_URL set (production refuses it), every call of the Shopify
 * library to https://{shop}/… goes there instead. Bulk results and all else that is fetched by address use
 * `storeFetch`.
 */
export function sendCallsToLocalStore(): void {
  if (env().LOCAL_STORE_URL) setAbstractFetchFunc(storeFetch);
}

/** fetch, with calls to a shop sent to the local store where one is set. */
export function storeFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const store = env().LOCAL_STORE_URL;
  const asked = input instanceof Request ? input.url : String(input);
  if (!store || !/^https:\/\/[^/]+\.myshopify\.com(\/|$)/.test(asked)) return fetch(input, init);
  const { hostname, pathname, search } = new URL(asked);
  const target = new URL(pathname + search, store);
  const request = new Request(target, input instanceof Request ? input : init);
  request.headers.set('X-Forwarded-Host', hostname);
  return fetch(request);
}
