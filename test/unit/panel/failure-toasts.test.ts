import { expect, test } from 'vitest';
import { hideFailures, showFailure } from '~/components/frame/failure-toasts';

test('what was said of a failure goes with the next thing that is done, and only once', () => {
  const shown: string[] = [];
  const hidden: string[] = [];
  const dismiss: (() => void)[] = [];
  const toasts = {
    show: (words: string, { onDismiss }: { onDismiss: () => void }) => {
      dismiss.push(onDismiss);
      shown.push(words);
      return words;
    },
    hide: (id: string) => void hidden.push(id),
  };
  // Tests of one process share what stands, and another may have left some.
  hideFailures({ ...toasts, hide: () => {} });
  showFailure(toasts, 'one');
  showFailure(toasts, 'other');
  dismiss[0]?.();
  hideFailures(toasts);
  hideFailures(toasts);
  expect(shown).toEqual(['one', 'other']);
  expect(hidden).toEqual(['other']);
});
