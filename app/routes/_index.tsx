import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { panelLocale } from '~/base/strings/panel';
import { plainStrings } from '~/base/strings/plain';
import plainStyles from '~/components/frame/plain-page.css?url';

export const links = () => [{ rel: 'stylesheet', href: plainStyles }];

/** Shopify opens the app here with its shop named; the panel lives under /app. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has('shop') || searchParams.has('id_token')) throw redirect(`/app${search}`);
  return { locale: panelLocale(searchParams.get('locale'), request.headers.get('Accept-Language')) };
}

export default function Index() {
  const { locale } = useLoaderData<typeof loader>();
  return (
    <main className="plain-page" lang={locale}>
      <h1>Carafe</h1>
      <p>{plainStrings[locale].about}</p>
    </main>
  );
}
