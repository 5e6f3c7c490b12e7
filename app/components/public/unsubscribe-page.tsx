import type { PageStrings } from '~/base/strings/pages';
import { PageFrame, type PageShop } from '~/components/public/page-frame';

/** Asks once, with one button. The form is sent to the page's own address. */
export function UnsubscribePage({
  shop,
  strings,
  preferencesUrl,
}: {
  shop: PageShop;
  strings: PageStrings;
  preferencesUrl: string;
}) {
  const words = strings.unsubscribe;
  return (
    <PageFrame shop={shop} strings={strings} title={words.title}>
      <p>{words.question(shop.name)}</p>
      <p className="quiet">{words.keepOrders}</p>
      <form method="post">
        <input type="hidden" name="from" value="page" />
        <button type="submit">{words.button}</button>
      </form>
      <p className="more">
        <a href={preferencesUrl}>{strings.yourChoices}</a>
      </p>
    </PageFrame>
  );
}
