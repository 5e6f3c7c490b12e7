/** Work that only a person can do, by what made it. */
export const taskKinds = [
  'answer-reply',
  'check-spam-report',
  'warn-spam-reports',
  'warn-hard-bounces',
  'stop-spam-reports',
  'stop-hard-bounces',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What a person says when a task is done; a stop is done by resuming what stopped, and by nothing else. */
export const taskOutcomes = {
  'answer-reply': ['answered', 'nothing-needed'],
  'check-spam-report': ['looked-into'],
  'warn-spam-reports': ['looked-into'],
  'warn-hard-bounces': ['looked-into'],
  'stop-spam-reports': [],
  'stop-hard-bounces': [],
} as const satisfies Readonly<Record<TaskKind, readonly string[]>>;
export type TaskOutcome = (typeof taskOutcomes)[TaskKind][number] | OutcomeOfItself;

/** What no button of the list says: mail was resumed, or a reply became a complaint. Neither is taken back there. */
export const outcomesOfThemselves = ['resumed', 'complaint'] as const;
type OutcomeOfItself = (typeof outcomesOfThemselves)[number];

/** What can be promised to a customer. */
export const promiseKinds = ['answer', 'replacement', 'refund', 'sample', 'other'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/**
 * due: its day ends within a day; broken: its day has passed and it is not kept; kept-late: it was kept after its first day
 * had passed.
 */
export type PromiseStanding = 'open' | 'due' | 'broken' | 'kept' | 'kept-late';
/** So long before a promise breaks, the care desk is reminded of it. */
export const REMIND_OF_PROMISE_HOURS = 24;

/** How long a person may take back what they did. */
export const WORK_UNDO_MINUTES = 10;
export const LONGEST_PROMISE = 300;
/** Nobody remembers a promise for longer. */
export const MOST_PROMISE_DAYS = 366;

/** The lists of the page: what is to be done, and what was. */
export const workViews = ['open', 'done'] as const;
export type WorkView = (typeof workViews)[number];

export interface WorkQuery {
  readonly view: WorkView;
  readonly after: string | null;
  readonly before: string | null;
  /** Behind which open complaint their list begins. */
  readonly complaints: string | null;
}

export function parseWorkQuery(parameters: URLSearchParams): WorkQuery {
  return {
    view: workViews.find((known) => known === parameters.get('view')) ?? 'open',
    after: parameters.get('after'),
    before: parameters.get('before'),
    complaints: parameters.get('complaints'),
  };
}
