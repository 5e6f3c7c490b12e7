import { canReach } from '~/components/frame/connection';
import { showFailure, type Toasts } from '~/components/frame/failure-toasts';

/** After so long without a word, somebody presses again or goes away. */
const SILENCE_MS = 20_000;

/**
 * Says, where a deed is not answered for long, that it is waited for; call what comes back when the answer is there.
 * Above the page it is said when the server cannot be reached at all.
 */
export function tellSilence(toasts: Toasts, words: string): () => void {
  const timer = setTimeout(() => {
    showFailure(toasts, words);
    void canReach();
  }, SILENCE_MS);
  return () => clearTimeout(timer);
}
