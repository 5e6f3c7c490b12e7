import type { LinksFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import plainStyles from '~/components/plain-page.css?url';

/** The shell of every page, inside Shopify's admin and outside of it. Polaris is linked by the admin's pages alone. */
export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }];

export function Layout({ children }: { children: ReactNode }) {
  // Screen readers speak the panel in the language that it is written in.
  const panel = useRouteLoaderData<{ locale?: string }>('routes/app');
  return (
    <html lang={panel?.locale ?? 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** What a visitor sees when an address leads nowhere, or a page outside the admin fails. */
export function ErrorBoundary() {
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="plain-page">
      <link rel="stylesheet" href={plainStyles} />
      <h1>{missing ? 'This page does not exist' : 'Something went wrong'}</h1>
      <p>
        {missing
          ? 'The address may be old or mistyped. Open Carafe from the apps of your Shopify admin.'
          : 'Nothing was lost. Load the page again; if it stays like this, tell whoever runs Carafe for you.'}
      </p>
    </main>
  );
}
