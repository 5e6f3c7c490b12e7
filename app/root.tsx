import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';

export { PlainErrorPage as ErrorBoundary } from '~/components/frame/plain-error-page';

/** The shell of every page, inside Shopify's admin and outside of it. Polaris is linked by the admin's pages alone. */
export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }];

/** Also of a page that leads nowhere, or fails before it could name itself. */
export const meta: MetaFunction = () => [{ title: 'Carafe' }];

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
