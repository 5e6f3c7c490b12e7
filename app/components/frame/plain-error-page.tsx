import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import plainStyles from '~/components/frame/plain-page.css?url';

/** What a visitor sees when an address leads nowhere, or a page without the admin around it fails. */
export function PlainErrorPage() {
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
