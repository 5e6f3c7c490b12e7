import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useNavigation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import germanPolaris from '@shopify/polaris/locales/de.json' with { type: 'json' };
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { type ReactNode, useEffect, useState } from 'react';
import { now } from '~/base/lib/clock.server';
import { panelStrings } from '~/base/strings/panel';
import { OfflineBanner } from '~/components/frame/connection';
import { ErrorPage } from '~/components/frame/error-page';
import { LoadingPage } from '~/components/frame/loading-page';
import panelStyles from '~/components/frame/panel.css?url';
import { PanelProvider } from '~/components/frame/panel-context';
import { PlainErrorPage } from '~/components/frame/plain-error-page';
import { useNoteShown } from '~/components/frame/stale/keep-shown';
import { StaleBanner } from '~/components/frame/stale/stale-banner';
import { useQuietAborts } from '~/components/frame/use-quiet-aborts';
import { useRole } from '~/components/frame/use-role';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { loadFrame } from '~/office/pages/request/frame.server';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: panelStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const frame = await loadFrame(request, await adminRequest(request, 'app', { evenErased: true }), now());
  // English is in the bundle; German travels once, with the first answer, to those who read it.
  return { ...frame, polaris: frame.locale === 'de' ? germanPolaris : undefined };
}

/** Zone, currency and language do not change while the app is open; the names of the team may, in the settings. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) =>
  currentUrl.pathname === '/app/settings' && nextUrl.pathname !== currentUrl.pathname;

/** The frame that this browser showed last: a page that fails while it is asked for anew still speaks its language. */
let shown: FrameData | undefined;

export default function App() {
  const frame = useLoaderData<typeof loader>();
  useNoteShown();
  useEffect(() => {
    shown = frame;
  }, [frame]);
  return (
    <PanelFrame frame={frame}>
      <Outlet />
    </PanelFrame>
  );
}

type FrameData = ReturnType<typeof useLoaderData<typeof loader>>;

/** Provider, navigation and loading state around a page, or around the words that say why there is none. */
function PanelFrame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  // The admin names its language when it opens the app, not on later navigations: the first answer stays.
  const [{ locale, polaris }] = useState(frame);
  const { nav } = panelStrings(locale);
  const role = useRole(frame.staffRole);
  useQuietAborts();
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={frame.apiKey}
      {...(polaris && { i18n: polaris })}
      {...(frame.appBridgeUrl && { __APP_BRIDGE_URL: frame.appBridgeUrl })}
    >
      <NavMenu>
        <a href="/app" rel="home">
          {nav.home}
        </a>
        <a href="/app/customers">{nav.customers}</a>
        <a href="/app/products">{nav.products}</a>
        <a href="/app/queue">{nav.queue}</a>
        <a href="/app/tasks">{nav.work}</a>
        <a href="/app/reports">{nav.reports}</a>
        {role === 'full' && <a href="/app/templates">{nav.templates}</a>}
        {role === 'full' && <a href="/app/settings">{nav.settings}</a>}
      </NavMenu>
      <PanelProvider {...frame} locale={locale} staffRole={role}>
        <OfflineBanner />
        <StaleBanner />
        <WhileLoading>{children}</WhileLoading>
      </PanelProvider>
    </AppProvider>
  );
}

const SKELETON_AFTER_MS = 250;

/** A page that takes longer than a moment shows its shape; a quick one never flickers. */
function WhileLoading({ children }: { children: ReactNode }) {
  const { state, location } = useNavigation();
  const [slow, setSlow] = useState(false);
  const [here, setHere] = useState('');
  useEffect(() => setHere(window.location.pathname), []);
  const leaving = state === 'loading' && location !== undefined && location.pathname !== here;
  useEffect(() => {
    if (state === 'idle') setHere(window.location.pathname);
    if (!leaving) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [leaving, state]);
  useEffect(() => {
    window.shopify?.loading?.(state !== 'idle');
  }, [state]);
  return slow && location ? <LoadingPage path={location.pathname} /> : children;
}

/**
 * Pages of the library, which fetch a new token or leave the frame by a script, must pass; all else is said in words.
 * Its own boundary knows them by the name of a class that the browser's bundle shortens, so there it failed.
 */
export function ErrorBoundary() {
  const error = useRouteError();
  const frame = useRouteLoaderData<typeof loader>('routes/app') ?? shown;
  if (frame)
    return (
      <PanelFrame frame={frame}>
        <ErrorPage />
      </PanelFrame>
    );
  if (isRouteErrorResponse(error) && error.status === 200 && typeof error.data === 'string')
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the library made it, of addresses that it checked
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  return <PlainErrorPage />;
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
