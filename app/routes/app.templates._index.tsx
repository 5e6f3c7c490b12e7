import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Badge, BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { KindName } from '~/components/parts/kind-name';
import { Why } from '~/components/parts/why';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { loadTemplates } from '~/office/pages/templates/templates.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.templates._index');
  return { templates: await loadTemplates(shopId) };
}

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>();
  const { s, write, person } = usePanel();
  const words = s.templates;
  return (
    <Page title={words.title} titleMetadata={<Why {...s.whys.templates} />} subtitle={words.about}>
      <Card>
        <BlockStack gap="400">
          {templates.map(({ kind, locale, isOwn, changed, sent }) => (
            <div className="carafe-row" key={`${kind}/${locale}`}>
              <BlockStack gap="100">
                <InlineStack gap="200" blockAlign="center">
                  <KindName kind={kind} />
                  <Text as="span">{words.language[locale]}</Text>
                  <Badge {...(isOwn && { tone: 'info' as const })}>
                    {isOwn ? words.own : words.standard}
                  </Badge>
                </InlineStack>
                <Text as="p" tone="subdued">
                  {words.sent(sent)}
                  {changed && ` · ${words.changed(write.dayTime(changed.at), person(changed.by))}`}
                </Text>
              </BlockStack>
              <Button
                url={`/app/templates/${kind}/${locale}`}
                accessibilityLabel={words.editName(s.kinds[kind], words.language[locale])}
              >
                {words.edit}
              </Button>
            </div>
          ))}
        </BlockStack>
      </Card>
    </Page>
  );
}
