import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

/** An address of no page of the panel. */
const NOWHERE = '/app/nothing-here';

/**
 * The loader of an address that only takes decisions. Whoever opens it as a page, from the browser's history or by hand,
 * is led to the panel's own words that there is nothing, with what the admin wrote into the address.
 */
export function onlyPosted({ request }: LoaderFunctionArgs): never {
  throw redirect(`${NOWHERE}${new URL(request.url).search}`);
}
