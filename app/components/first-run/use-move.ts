import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { FirstRunStep } from '~/base/vocabulary/first-run';
import type { FieldErrors } from '~/office/pages/settings/settings-form';
import type { action } from '~/routes/app.welcome';

export interface Move {
  readonly busy: boolean;
  readonly errors: FieldErrors & Readonly<Record<string, string | undefined>>;
  /** Saves what the step asked for, and goes on. `onSaved` runs before that. */
  next(body?: Readonly<Record<string, unknown>>, onSaved?: () => void): void;
  skip(): void;
}

/** Going on from a step: its answers are saved first, and a refused field is led to. */
export function useMove(
  step: FirstRunStep,
  onMoved: (next: FirstRunStep | null, how: 'next' | 'skip') => void,
): Move {
  const fetcher = useFetcher<typeof action>();
  const [errors, setErrors] = useState<Move['errors']>({});
  const seen = useRef<unknown>(null);
  const saved = useRef<(() => void) | undefined>(undefined);
  const asked = useRef<'next' | 'skip'>('next');
  // Another step has other fields.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what this follows
  useEffect(() => setErrors({}), [step]);
  useEffect(() => {
    const result = fetcher.data;
    if (!result || seen.current === result) return;
    seen.current = result;
    if (result.status === 'moved') {
      setErrors({});
      saved.current?.();
      onMoved(result.step, asked.current);
      return;
    }
    setErrors(result.errors as Move['errors']);
    const first = Object.keys(result.errors)[0];
    if (first) document.getElementById(first)?.focus();
  }, [fetcher.data, onMoved]);
  const send = (intent: 'next' | 'skip', body: Readonly<Record<string, unknown>>) => {
    asked.current = intent;
    fetcher.submit(JSON.stringify({ ...body, step, intent }), {
      method: 'post',
      action: '/app/welcome',
      encType: 'application/json',
    });
  };
  return {
    busy: fetcher.state !== 'idle',
    errors,
    next: (body = {}, onSaved) => {
      saved.current = onSaved;
      send('next', body);
    },
    skip: () => {
      saved.current = undefined;
      send('skip', {});
    },
  };
}
