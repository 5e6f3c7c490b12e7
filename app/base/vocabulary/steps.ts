import { type ActiveKind, isActiveKind } from '~/base/vocabulary/kinds';

/** How many messages of a kind one purchase gets at most, each a step of its own. */
const stepsOfKind: Readonly<Record<ActiveKind, number>> = {
  'running-low': 2,
  'warranty-expiry': 2,
  'thank-you': 1,
};

/**
 * Does nothing more of this kind follow about the same purchase? It goes by the place that the message has, not by what
 * its words call it: a second one whose first was left out reads like a first, and is the last all the same. The mail and
 * the page behind its answers promise by this one rule.
 */
export function isLastStep(kind: string, step: number): boolean {
  return isActiveKind(kind) && step >= stepsOfKind[kind];
}
