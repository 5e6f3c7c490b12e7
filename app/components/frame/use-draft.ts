import { useCallback, useEffect, useRef, useState } from 'react';

export interface Draft<Form> {
  readonly form: Form;
  /** What it began with, and is compared with. */
  readonly stored: Form;
  readonly dirty: boolean;
  /** True when what is shown was typed before this page was opened. */
  readonly restored: boolean;
  set<Field extends keyof Form>(field: Field, value: Form[Field]): void;
  /** Back to what is stored. */
  discard(): void;
  /** What is shown was saved. */
  settle(): void;
}

/**
 * A form whose text survives a session that ends, a reload, or an error page: each change is kept in this browser tab
 * until it is saved or discarded. Fields named in `secret` are never kept.
 */
export function useDraft<Form extends Record<string, string | boolean>>(
  key: string,
  { stored, secret }: { stored: Form; secret: readonly (keyof Form & string)[] },
): Draft<Form> {
  const [form, setForm] = useState(stored);
  const [restored, setRestored] = useState(false);
  const base = useRef(stored);
  const place = `carafe-draft:${key}`;

  useEffect(() => {
    const kept = read<Form>(place, base.current);
    if (!kept) return;
    setForm(kept);
    setRestored(true);
  }, [place]);

  useEffect(() => {
    const before = base.current;
    base.current = stored;
    setForm((current) => (differs(current, before) ? current : stored));
  }, [stored]);

  const set = useCallback(
    <Field extends keyof Form>(field: Field, value: Form[Field]) => {
      setForm((current) => {
        const next = { ...current, [field]: value };
        keep(place, next, secret);
        return next;
      });
    },
    [place, secret],
  );
  const discard = useCallback(() => {
    forget(place);
    setRestored(false);
    setForm(base.current);
  }, [place]);
  const settle = useCallback(() => {
    forget(place);
    setRestored(false);
    setForm((current) => {
      const saved = { ...current, ...Object.fromEntries(secret.map((field) => [field, ''])) };
      base.current = saved;
      return saved;
    });
  }, [place, secret]);
  return { form, stored: base.current, dirty: differs(form, base.current), restored, set, discard, settle };
}

function differs<Form extends Record<string, string | boolean>>(a: Form, b: Form): boolean {
  return Object.keys(b).some((field) => a[field] !== b[field]);
}

// A browser may refuse storage; the form then works as a plain one.
function read<Form extends Record<string, string | boolean>>(place: string, stored: Form): Form | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Record<string, unknown> | null;
    if (!kept) return null;
    const known = Object.entries(stored).map(([field, value]) => [
      field,
      typeof kept[field] === typeof value ? kept[field] : value,
    ]);
    const form = Object.fromEntries(known) as Form;
    return differs(form, stored) ? form : null;
  } catch {
    return null;
  }
}

function keep(place: string, form: Record<string, string | boolean>, secret: readonly string[]): void {
  try {
    const open = Object.entries(form).filter(([field]) => !secret.includes(field));
    sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(open)));
  } catch {
    return;
  }
}

function forget(place: string): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    return;
  }
}
