import { useRevalidator } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useState } from 'react';
import { parseRefusal } from '~/base/vocabulary/staff-roles';
import { canLoadAnew } from '~/components/frame/connection';
import { hideFailures, showFailure } from '~/components/frame/failure-toasts';
import { refusalSaid, usePanel } from '~/components/frame/panel-context';
import { askOnce } from '~/components/frame/sending/deed-key';
import { tellSilence } from '~/components/frame/sending/tell-silence';
import { isSessionEnd } from '~/components/frame/stale/failure';
import { tellStale } from '~/components/frame/stale/stale-banner';

export interface Sender {
  /** What the address answered; null when it refused, or when no answer came, which was then said in a toast. */
  send<Result>(path: string, body: object): Promise<Result | null>;
  readonly busy: boolean;
}

/**
 * Sends something to an address of ours and loads the page's rows again. Not a fetcher of the router's: one that fails
 * would put an error page in the place of what somebody is working on.
 */
export function useSend(): Sender {
  const shopify = useAppBridge();
  const { s, locale } = usePanel();
  const { revalidate } = useRevalidator();
  const [running, setRunning] = useState(0);
  const send = useCallback(
    async <Result>(path: string, body: object): Promise<Result | null> => {
      const fail = (words: string) => {
        showFailure(shopify.toast, words);
        return null;
      };
      if (!navigator.onLine) return fail(s.lists.send.offline);
      // What is so is shown, as soon as the server can tell: the deed may have been done.
      const failUnsure = () => {
        void canLoadAnew().then((can) => can && revalidate());
        return fail(s.lists.send.unsure);
      };
      setRunning((count) => count + 1);
      const json = JSON.stringify(body);
      const endSilence = tellSilence(shopify.toast, s.lists.send.silent);
      try {
        const { answer, settle } = await askOnce(`${path} ${json}`, (key) =>
          fetch(path, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
            body: json,
          }),
        );
        if (answer.status >= 500) return failUnsure();
        if (!answer.ok) settle();
        if (answer.status === 403) {
          const refusal = parseRefusal(await answer.json().catch(() => null));
          return fail(refusal ? refusalSaid(refusal, { locale, s }) : s.lists.send.forbidden);
        }
        // Nothing of ours leads elsewhere: without a token the library takes this for a visitor's, and leads to its login.
        if (isSessionEnd(answer.status) || answer.redirected) {
          tellStale('session');
          return fail(s.lists.send.session);
        }
        if (answer.status === 413) return fail(s.lists.send.tooBig);
        if (!answer.ok) return fail(s.lists.send.failed);
        const result = (await answer.json()) as Result;
        settle();
        hideFailures(shopify.toast);
        revalidate();
        return result;
      } catch {
        return failUnsure();
      } finally {
        endSilence();
        setRunning((count) => count - 1);
      }
    },
    [shopify, s, locale, revalidate],
  );
  return { send, busy: running > 0 };
}
