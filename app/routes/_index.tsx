import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import plainStyles from '~/components/frame/plain-page.css?url';

export const meta: MetaFunction = () => [{ title: 'Carafe' }];

export const links = () => [{ rel: 'stylesheet', href: plainStyles }];

/** Shopify opens the app here with its shop named; the panel lives under /app. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has('shop') || searchParams.has('id_token')) throw redirect(`/app${search}`);
  return null;
}

export default function Index() {
  return (
    <main className="plain-page">
      <h1>Carafe</h1>
      <p>Proactive customer service for Shopify stores. Open it from the apps of your Shopify admin.</p>
    </main>
  );
}
