import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

/** The library sends requests here that name no shop. There is nothing to log in to outside of Shopify's admin. */
export async function loader(_: LoaderFunctionArgs) {
  return redirect('/');
}
