import { pageStrings } from '~/base/strings/pages';
import { NoticePage } from '~/components/public/notice-page';
import { renderPage } from '~/components/public/render-page';

/** Why a visitor cannot be let in, in their browser's language: the shop is not known at this point. */
export function refusalPage(
  why: 'broken' | 'tooMany' | 'tooLarge' | 'notNow',
  acceptLanguage: string | null,
): string {
  const strings = pageStrings(acceptLanguage);
  return renderPage(<NoticePage strings={strings} title={strings[why].title} text={strings[why].text} />);
}
