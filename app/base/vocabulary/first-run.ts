/** The steps of the first run, in order. Each can be skipped, and come back to. */
export const firstRunSteps = [
  'welcome',
  'sender',
  'mail-server',
  'history',
  'found',
  'lasting',
  'neighbours',
  'kinds',
] as const;

export type FirstRunStep = (typeof firstRunSteps)[number];

export function isFirstRunStep(text: unknown): text is FirstRunStep {
  return (firstRunSteps as readonly unknown[]).includes(text);
}

export function stepAfter(step: FirstRunStep): FirstRunStep | null {
  return firstRunSteps[firstRunSteps.indexOf(step) + 1] ?? null;
}

export function stepBefore(step: FirstRunStep): FirstRunStep | null {
  return firstRunSteps[firstRunSteps.indexOf(step) - 1] ?? null;
}
