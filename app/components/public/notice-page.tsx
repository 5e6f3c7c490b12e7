import type { PageStrings } from '~/base/strings/pages';
import { PageFrame, type PageShop } from '~/components/public/page-frame';

/** A page that only says something: done, broken link, too many requests. */
export function NoticePage({
  shop = null,
  strings,
  title,
  text,
  link,
}: {
  shop?: PageShop | null;
  strings: PageStrings;
  title: string;
  text: string;
  link?: { readonly href: string; readonly label: string } | undefined;
}) {
  return (
    <PageFrame shop={shop} strings={strings} title={title}>
      <p>{text}</p>
      {link && (
        <p className="more">
          <a href={link.href}>{link.label}</a>
        </p>
      )}
    </PageFrame>
  );
}
