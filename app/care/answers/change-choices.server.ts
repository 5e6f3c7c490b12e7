import { readChoices } from '~/care/answers/choices';
import type { LinkClaims } from '~/care/answers/link-token';
import { saveChoices } from '~/care/answers/preferences.server';
import { subscribeAgain } from '~/care/suppressions/subscribe-again.server';
import { unsubscribe } from '~/care/suppressions/unsubscribe.server';

/** Carries out what the preferences form says. */
export async function changeChoices(
  claims: LinkClaims,
  form: URLSearchParams,
): Promise<'saved' | 'stopped' | 'again' | 'notAgain' | null> {
  switch (form.get('do')) {
    case 'none':
      await unsubscribe(claims, 'page');
      return 'stopped';
    case 'again':
      return (await subscribeAgain(claims)) ? 'again' : 'notAgain';
    case 'save':
      await saveChoices(claims.shopId, claims.customerId, readChoices(form));
      return 'saved';
    default:
      return null;
  }
}
