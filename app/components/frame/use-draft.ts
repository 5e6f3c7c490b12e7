import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  beginWork,
  changeField,
  discardWork,
  type Fields,
  finishWork,
  hearOthers,
  hearPage,
  isDirty,
  keptOf,
  restoreWork,
  type Sent,
  settleWork,
  takeBackWork,
  type Work,
} from '~/components/frame/draft-work';
import { forget, keep, readKept, useKeepPlace } from '~/components/frame/kept';

export interface Draft<Form> extends Omit<Work<Form>, 'told'> {
  readonly dirty: boolean;
  set<Field extends keyof Form>(field: Field, value: Form[Field]): void;
  /** Back to what is stored. */
  discard(): void;
  /** What was sent is stored, `now` otherwise than it was sent; what was typed meanwhile is a further change. */
  settle(sent: Sent<Form>, now?: Partial<Form>): void;
  /** What was sent was taken back: its fields stand as they did before. The page need not be loaded again for it. */
  takeBack(sent: Sent<Form>): void;
  /** What was sent is done with; the form is empty for the next, unless it was typed in meanwhile. */
  finish(sent: Form): void;
  /** These fields are known to be stored otherwise by now: what is shown of them is meant all the same. */
  hear(now: Partial<Form>): void;
}

const nothing: readonly never[] = [];

/**
 * A form whose text survives a session that ends, a reload, or an error page: each change is kept in this browser tab
 * until it is sent or discarded. Fields named in `secret` are never kept. Those whose names begin with `asOne` say one
 * thing together: who types in one of them means the rest too. Each form has a name of its own.
 */
export function useDraft<Form extends Fields>(
  name: string,
  {
    stored,
    secret = nothing,
    asOne,
  }: { stored: Form; secret?: readonly (keyof Form & string)[]; asOne?: string },
): Draft<Form> {
  const [work, setWork] = useState<Work<Form>>(() => beginWork(stored));
  // Two changes of one press build on each other: the second does not wait until the first is drawn.
  const latest = useRef(work);
  const place = useKeepPlace('draft', name);
  const put = useCallback((next: Work<Form>) => {
    latest.current = next;
    setWork(next);
  }, []);

  useEffect(() => put(restoreWork(latest.current, readKept(place), asOne)), [place, asOne, put]);
  useEffect(() => put(hearPage(latest.current, stored, asOne)), [stored, asOne, put]);

  const deeds = useMemo(() => {
    const done = (next: Work<Form>) => {
      put(next);
      const kept = keptOf(next, secret);
      if (kept) keep(place, kept);
      else forget(place);
    };
    return {
      set: <Field extends keyof Form>(field: Field, value: Form[Field]) =>
        done(changeField(latest.current, field, value)),
      discard: () => done(discardWork(latest.current)),
      settle: (sent: Sent<Form>, now: Partial<Form> = {}) =>
        done(settleWork(latest.current, { sent, now, secret })),
      takeBack: (sent: Sent<Form>) => done(takeBackWork(latest.current, sent)),
      finish: (sent: Form) => done(finishWork(latest.current, sent)),
      hear: (now: Partial<Form>) => done(hearOthers(latest.current, now)),
    };
  }, [place, secret, put]);
  const { told: _, ...shown } = work;
  return { ...shown, ...deeds, dirty: isDirty(work) };
}
