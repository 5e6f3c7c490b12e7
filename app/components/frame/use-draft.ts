import { useCallback, useEffect, useRef, useState } from 'react';
import { forget, keep, readKept, useKeepPlace } from '~/components/frame/kept';

type Fields = Record<string, string | boolean>;

export interface Draft<Form> {
  readonly form: Form;
  /** What it began with, and is compared with. */
  readonly stored: Form;
  /** What was stored when the first change was made to it: whatever equals it was not changed here. */
  readonly openedWith: Form;
  readonly dirty: boolean;
  /** True when what is shown was typed before this page was opened. */
  readonly restored: boolean;
  set<Field extends keyof Form>(field: Field, value: Form[Field]): void;
  /** Back to what is stored. */
  discard(): void;
  /** What is shown was saved. */
  settle(): void;
  /** These fields are known to be stored otherwise by now: what is shown of them is meant all the same. */
  hear(now: Partial<Form>): void;
}

const nothing: readonly never[] = [];

interface Work<Form> {
  readonly form: Form;
  readonly openedWith: Form;
}

/**
 * A form whose text survives a session that ends, a reload, or an error page: each change is kept in this browser tab
 * until it is sent or discarded. Fields named in `secret` are never kept. Each form has a name of its own.
 */
export function useDraft<Form extends Fields>(
  name: string,
  { stored, secret = nothing }: { stored: Form; secret?: readonly (keyof Form & string)[] },
): Draft<Form> {
  const [{ form, openedWith }, setWork] = useState<Work<Form>>({ form: stored, openedWith: stored });
  const [restored, setRestored] = useState(false);
  const base = useRef(stored);
  const place = useKeepPlace('draft', name);

  useEffect(() => {
    const kept = read<Form>(place, base.current);
    if (!kept) return;
    setWork(kept);
    setRestored(true);
  }, [place]);

  useEffect(() => {
    const before = base.current;
    if (!differs(stored, before)) return;
    base.current = stored;
    setWork((work) => (differs(work.form, before) ? work : { form: stored, openedWith: stored }));
  }, [stored]);

  const set = useCallback(
    <Field extends keyof Form>(field: Field, value: Form[Field]) => {
      setWork((work) => {
        const next = { ...work, form: { ...work.form, [field]: value } };
        keepWork(place, next, { stored: base.current, secret });
        return next;
      });
    },
    [place, secret],
  );
  const discard = useCallback(() => {
    forget(place);
    setRestored(false);
    setWork({ form: base.current, openedWith: base.current });
  }, [place]);
  const settle = useCallback(() => {
    forget(place);
    setRestored(false);
    setWork((work) => {
      const saved = { ...work.form, ...Object.fromEntries(secret.map((field) => [field, ''])) };
      base.current = saved;
      return { form: saved, openedWith: saved };
    });
  }, [place, secret]);
  const hear = useCallback(
    (now: Partial<Form>) => {
      setWork((work) => {
        const next = { ...work, openedWith: { ...work.openedWith, ...now } };
        keepWork(place, next, { stored: base.current, secret });
        return next;
      });
    },
    [place, secret],
  );
  const dirty = differs(form, base.current);
  return { form, stored: base.current, openedWith, dirty, restored, set, discard, settle, hear };
}

function differs<Form extends Fields>(a: Form, b: Form): boolean {
  return Object.keys(b).some((field) => a[field] !== b[field]);
}

function read<Form extends Fields>(place: string, stored: Form): Work<Form> | null {
  const kept = readKept(place) as Kept | null;
  if (!kept?.form || !kept.openedWith) return null;
  const form = known(kept.form, stored);
  return differs(form, stored) ? { form, openedWith: known(kept.openedWith, stored) } : null;
}

type Kept = Record<keyof Work<never>, Record<string, unknown>>;

function known<Form extends Fields>(kept: Record<string, unknown>, stored: Form): Form {
  const fields = Object.entries(stored).map(([field, value]) => [
    field,
    typeof kept[field] === typeof value ? kept[field] : value,
  ]);
  return Object.fromEntries(fields) as Form;
}

/** Nothing is kept of a form that says what is stored. */
function keepWork<Form extends Fields>(
  place: string,
  { form, openedWith }: Work<Form>,
  { stored, secret }: { stored: Form; secret: readonly string[] },
): void {
  const open = (fields: Form) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => !secret.includes(field)));
  if (differs(form, stored)) keep(place, { form: open(form), openedWith: open(openedWith) });
  else forget(place);
}
