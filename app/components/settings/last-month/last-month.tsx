import { Text } from '@shopify/polaris';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { LastMonth as Month } from '~/office/last-month/last-month.server';

/** Undefined while it is asked; null where nothing was told, and outside the settings. */
type Told = Month | null | undefined;

const Context = createContext<Told>(null);

interface LastMonthProps {
  /** What is stored: another value of it is measured against another month. */
  readonly stored: object;
  readonly children: ReactNode;
}

/** Asks what other settings would have done last month, once the page stands; where that fails nothing is said of it. */
export function LastMonth({ stored, children }: LastMonthProps) {
  const [month, setMonth] = useState<Told>(undefined);
  // The page is loaded again and again; the same settings are no news.
  const key = JSON.stringify(stored);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is stored is not read, it says when to ask again
  useEffect(() => {
    const leaving = new AbortController();
    fetch('/app/last-month', { signal: leaving.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((told: Month | null) => setMonth(told))
      .catch(() => leaving.signal.aborted || setMonth(null));
    return () => leaving.abort();
  }, [key]);
  return <Context.Provider value={month}>{children}</Context.Provider>;
}

/** Null until it was counted, and outside the settings. */
export function useLastMonth(): Month | null {
  return useContext(Context) ?? null;
}

/** Says what a setting would have done; that no mail left which could be counted is said once, above all of them. */
export function Effect({ say }: { say: (month: Month) => string | null }) {
  const told = useContext(Context);
  const month = useLastMonth();
  const said = month && month.mails > 0 && say(month);
  return (
    <div aria-live="polite">
      {/* Its line is kept free: what stands below does not move under whoever reads. */}
      {told === undefined && <Text as="p">{'\u00a0'}</Text>}
      {said && (
        <Text as="p" tone="subdued">
          {said}
        </Text>
      )}
    </div>
  );
}
