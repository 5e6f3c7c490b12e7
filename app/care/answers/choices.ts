import { z } from 'zod';
import { snoozeChoices } from '~/base/vocabulary/answers';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';

/** What a customer may choose on the preferences page. */
export interface Choices {
  readonly kinds: Readonly<Record<ActiveKind, boolean>>;
  /** Holds beside a break, and after it. */
  readonly rate: 'usual' | 'fewer';
  /** Days of silence from now; 0: none; null: leave a running break as it is. */
  readonly pauseDays: number | null;
}

const form = z.object({
  rate: z.enum(['usual', 'fewer']).catch('usual'),
  pause: z.enum(['none', 'keep', ...snoozeChoices.map(String)]).catch('keep'),
});

/** The preferences form as it was sent. A box that is not ticked is not in the form: that means off. */
export function readChoices(data: URLSearchParams): Choices {
  const { rate, pause } = form.parse(Object.fromEntries(data));
  const kinds = Object.fromEntries(activeKinds.map((kind) => [kind, data.get(`kind-${kind}`) === 'on']));
  return {
    kinds: kinds as Record<ActiveKind, boolean>,
    rate,
    pauseDays: pause === 'none' ? 0 : pause === 'keep' ? null : Number(pause),
  };
}
