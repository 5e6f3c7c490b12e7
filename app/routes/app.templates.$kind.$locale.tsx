import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isActiveKind } from '~/base/vocabulary/kinds';
import { TemplateEditor } from '~/components/templates/template-editor';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { loadTemplatePage } from '~/office/pages/templates/templates.server';
import { mailLocales } from '~/outreach/templates/mail-input';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.templates.$kind.$locale');
  const locale = mailLocales.find((known) => known === params.locale);
  const kind = params.kind ?? '';
  if (!locale || !isActiveKind(kind)) throw new Response(null, { status: 404 });
  return loadTemplatePage(shopId, { kind, locale, request });
}

export default function Template() {
  const page = useLoaderData<typeof loader>();
  return <TemplateEditor key={`${page.kind}/${page.locale}`} page={page} />;
}
