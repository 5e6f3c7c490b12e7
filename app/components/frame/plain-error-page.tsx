import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { plainStrings } from '~/base/strings/plain';
import plainStyles from '~/components/frame/plain-page.css?url';

/**
 * What a visitor sees when an address leads nowhere, or a page without the admin around it fails. No loader has run by
 * then that could have asked for the reader's language, so it is said in both.
 */
export function PlainErrorPage() {
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  const { en, de } = plainStrings;
  return (
    <main className="plain-page">
      <link rel="stylesheet" href={plainStyles} />
      <h1 lang="en">{missing ? en.missingTitle : en.failedTitle}</h1>
      <p lang="en">{missing ? en.missing : en.failed}</p>
      <h2 lang="de">{missing ? de.missingTitle : de.failedTitle}</h2>
      <p lang="de">{missing ? de.missing : de.failed}</p>
    </main>
  );
}
