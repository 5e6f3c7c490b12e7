import type { ReactNode } from 'react';
import type { PageStrings } from '~/base/strings/pages';
import { pageStyle } from '~/components/public/page-style';

/** What a page shows of the shop: name, address, logo and colours. */
export interface PageShop {
  readonly name: string;
  readonly siteUrl: string | null;
  readonly logoUrl: string;
  readonly accentColour: string;
  readonly backgroundColour: string;
}

/** A whole page without a script: the shop's head, one card, a way back to the shop. */
export function PageFrame({
  shop,
  strings,
  title,
  children,
}: {
  shop: PageShop | null;
  strings: PageStrings;
  title: string;
  children: ReactNode;
}) {
  const style = pageStyle(shop);
  return (
    <html lang={strings.lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{shop ? `${title} – ${shop.name}` : title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet; the page's policy names its hash */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        {shop && (
          <header>
            {shop.logoUrl ? (
              <img src={shop.logoUrl} alt={shop.name} referrerPolicy="no-referrer" />
            ) : (
              <strong>{shop.name}</strong>
            )}
          </header>
        )}
        <main>
          <h1>{title}</h1>
          {children}
        </main>
        {shop?.siteUrl && (
          <footer>
            <a href={shop.siteUrl} rel="noreferrer">
              {strings.backToShop(shop.name)}
            </a>
          </footer>
        )}
      </body>
    </html>
  );
}
