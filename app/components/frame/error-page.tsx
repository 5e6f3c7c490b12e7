import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { parseRefusal } from '~/base/vocabulary/staff-roles';
import { isOffline, useComeBack } from '~/components/frame/connection';
import { NoPermissionPage } from '~/components/frame/no-permission-page';
import { usePanel } from '~/components/frame/panel-context';

/** What a page shows when it cannot be shown: what happened, what that means, what to do. */
export function ErrorPage() {
  const { s } = usePanel();
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : isOffline(error) ? 0 : 500;
  const refusal = isRouteErrorResponse(error) && status === 403 ? parseRefusal(error.data) : null;
  // Not the document: inside the admin its address alone does not say whose shop it is.
  const { revalidate, state } = useRevalidator();
  const words = wordsFor(status);
  const canReload = status !== 404 && status !== 409;
  // A load may be under way when the connection ends: nobody should have to reload what it put away.
  useComeBack(status === 0);
  if (refusal) return <NoPermissionPage refusal={refusal} />;
  return (
    <Page title={words.title} narrowWidth>
      <Card>
        <BlockStack gap="400">
          <Banner tone={status === 404 || status === 409 ? 'info' : 'warning'}>
            <Text as="p">{words.about}</Text>
          </Banner>
          <InlineStack gap="200">
            {canReload && (
              <Button variant="primary" loading={state !== 'idle'} onClick={revalidate}>
                {s.errors.reload}
              </Button>
            )}
            {status !== 409 && (
              <Button variant={canReload ? 'secondary' : 'primary'} url="/app">
                {s.errors.home}
              </Button>
            )}
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );

  function wordsFor(code: number): { title: string; about: string } {
    const { errors } = s;
    if (code === 404) return { title: errors.notFoundTitle, about: errors.notFound };
    if (code === 409) return { title: errors.erasedTitle, about: errors.erased };
    if (code === 403) return { title: errors.forbiddenTitle, about: errors.forbidden };
    if (code === 401 || code === 410) return { title: errors.sessionTitle, about: errors.session };
    if (code === 502) return { title: errors.noShopifyTitle, about: errors.noShopify };
    if (code === 0) return { title: errors.offlineTitle, about: errors.offline };
    return { title: errors.failedTitle, about: errors.failed };
  }
}
