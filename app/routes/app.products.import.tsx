import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Page } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { ProductImport } from '~/components/products/product-import';
import { importProducts, parseImport } from '~/office/pages/products/product-import.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { readJson } from '~/office/pages/request/read-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export {
  staysAfterFailure as shouldRevalidate,
  toldFailure as clientAction,
} from '~/components/frame/told-failure';

export async function loader({ request }: LoaderFunctionArgs) {
  await adminRequest(request, 'app.products.import');
  return null;
}

/** What a table would change, and changing it. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.products.import');
  const asked = parseImport(await readJson(request));
  if (!asked) throw new Response(null, { status: 400 });
  return inTurn({ shopId, line: 'file', request }, () =>
    importProducts(shopId, asked, { by: staff, byName: staffName }),
  );
}

export default function Import() {
  const { s } = usePanel();
  return (
    <Page
      narrowWidth
      title={s.products.importing.title}
      backAction={{ content: s.products.title, url: '/app/products' }}
    >
      <ProductImport />
    </Page>
  );
}
