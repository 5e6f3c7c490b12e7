import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { FirstRunStep } from '~/base/vocabulary/first-run';
import type { FieldErrors, SettingsForm } from '~/office/pages/settings/settings-form';
import type { action } from '~/routes/app.welcome';

export interface Move {
  readonly busy: boolean;
  readonly errors: FieldErrors & Readonly<Record<string, string | undefined>>;
  /** The mail server was saved, and is gone past without a test only when somebody says so. */
  readonly isUntested: boolean;
  /** Saves what the step asked for, and goes on. `draft` is settled before that, or hears what others have saved. */
  next(body?: Readonly<Record<string, unknown>>, draft?: DraftOfStep): void;
  skip(): void;
}

/** What a step's draft does with the answer. */
export interface DraftOfStep {
  /** `stored`: what stands otherwise than it was sent. */
  settle(stored?: Partial<SettingsForm>): void;
  hear?(now: Partial<SettingsForm>): void;
}

/** Going on from a step: its answers are saved first, and a refused field is led to. */
export function useMove(
  step: FirstRunStep,
  onMoved: (next: FirstRunStep | null, how: 'next' | 'skip') => void,
): Move {
  const fetcher = useFetcher<typeof action>();
  const [errors, setErrors] = useState<Move['errors']>({});
  const [isUntested, setIsUntested] = useState(false);
  const seen = useRef<unknown>(null);
  const moving = useRef<DraftOfStep | undefined>(undefined);
  const asked = useRef<'next' | 'skip'>('next');
  // Another step has other fields.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what this follows
  useEffect(() => {
    setErrors({});
    setIsUntested(false);
  }, [step]);
  useEffect(() => {
    const result = fetcher.data;
    if (!result || seen.current === result) return;
    seen.current = result;
    if (result.status === 'moved') {
      setErrors({});
      moving.current?.settle(result.stored);
      onMoved(result.step, asked.current);
      return;
    }
    if (result.status === 'untested') {
      setErrors({});
      moving.current?.settle(result.stored);
      setIsUntested(true);
      return;
    }
    if (result.now) moving.current?.hear?.(result.now);
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
    isUntested,
    next: (body = {}, draft) => {
      moving.current = draft;
      send('next', body);
    },
    skip: () => {
      moving.current = undefined;
      send('skip', {});
    },
  };
}
