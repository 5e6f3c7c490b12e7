import { type Renewal, usualRenewal } from '~/insight/model/stats/renewal-with-dropout';

/** Counts of past gaps are treated in five classes: 0, 1, 2–3, 4–7, 8 and more. */
export const GAP_CLASSES = 5;
export function gapClass(gaps: number): number {
  return gaps < 1 ? 0 : gaps < 2 ? 1 : gaps < 4 ? 2 : gaps < 8 ? 3 : 4;
}

/**
 * Changing the meaning of a field below, or what forecast is made of them, means a new number: stored pools of another
 * number are rebuilt, and everybody's forecasts are made anew.
 */
export const POOL_VERSION = 9;

/** What all customers together say about one need. Built by the sweep only; JSON-serialisable. */
export interface NeedPool {
  readonly version: number;
  /** distinct customers, those of them who bought on two days or more, and the share of the latter */
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly buyAgainShare: number;
  readonly purchases: number;
  readonly finishedGaps: number;
  /** sum of log gaps that ended, as far as they teach */
  readonly sumLogGap: number;
  readonly meanLogQuantity: number;
  readonly sdLogQuantity: number;
  /** elasticity of the gap to the quantity: 0 none, 1 proportional */
  readonly theta: number;
  /** share that never comes back, by class of past gaps */
  readonly never: readonly number[];
  /** lines sold in each of the weeks before the sweep, the first of which is week `salesFrom` (days / 7) */
  readonly sales: readonly number[];
  readonly salesFrom: number;
  /** pace of its clock by part of the year; none: no season shows (see `season`) */
  readonly season: readonly number[];
  /** days between two purchases of this need, for those who return: shrunk to the shop, whatever the merchant says */
  readonly p25Days: number;
  readonly medianDays: number;
  readonly p75Days: number;
}

/** One fitted regression with its shape: there is one for needs and one for whole orders. */
export interface Head {
  /** finished gaps behind it */
  readonly gaps: number;
  readonly meanLogGap: number;
  readonly withinVariance: number;
  /** pseudo-gaps with which a pair's own mean, and a customer's pace, are shrunk */
  readonly ownShrink: number;
  readonly paceShrink: number;
  readonly meanLogOrderGap: number;
  readonly theta: number;
  readonly sdLogQuantity: number;
  /** mean of log lines an order, and share of lines that repeat a need */
  readonly meanLogLines: number;
  readonly repeatShare: number;
  /** lines sold by week, as in NeedPool */
  readonly sales: readonly number[];
  readonly salesFrom: number;
  readonly coefficients: readonly number[];
  /** logistic regression of never returning: per feature, per class of past gaps, and on the need's own log odds */
  readonly neverCoefficients: readonly number[];
  readonly neverIntercepts: readonly number[];
  readonly neverNeed: number;
  /** correction of the variance, and share that never returns, by class of past gaps */
  readonly spread: readonly number[];
  readonly never: readonly number[];
  /** recalibration of the raw probability on an even grid over [0, 1], by class; null: none */
  readonly recalibration: readonly (readonly number[] | null)[];
  /** simple experts: weight and calibration (quantile knots of gap / forecast) by cell; none: the regression alone */
  readonly experts: readonly (readonly Expert[])[];
  /** renewal process with dropout, and its weight by the same cells; null: not enough seen */
  readonly renewal: Renewal | null;
  readonly renewalWeights: readonly number[];
  /** share of orders on each day of the week, Monday first */
  readonly weekday: readonly number[];
  /** share of customers who keep to a weekday, lean to some, take any: see `order-rhythm` */
  readonly weekdaySorts: readonly number[];
}

export interface Expert {
  readonly expert: number;
  readonly weight: number;
  readonly knots: readonly number[];
}

/** Silences of the shop's customers so far, as `silence-pool` reads them. */
export interface SilencePool {
  readonly renewal: Renewal;
  /** survival of gap / smoothed gap by cell (in 30 days where there is none); empty: not enough seen */
  readonly shares: readonly (readonly number[])[];
}

/** How to answer "will they order within h days, after this silence?": see `order-within`. */
export interface LapseCalibration {
  readonly silences: SilencePool;
  /** logistic regression on the features of a silence alone, as `order-within` writes them */
  readonly lookAlikes: readonly number[];
  /** of the experts and the look-alikes, adding up to 1 */
  readonly weights: readonly number[];
  /** logistic regression on the pooled log odds and the first of the same features */
  readonly correction: readonly number[];
  /** how much of the tail that `alarmTail` allows is really used, so that false alarms are as rare as promised */
  readonly alarmScale: number;
}

/** What the whole shop says. Built by the sweep only; JSON-serialisable. */
export interface ShopPool {
  readonly version: number;
  readonly customers: number;
  readonly needs: Head;
  readonly orders: Head;
  readonly lapse: LapseCalibration;
  /** the order-level series seen as one need */
  readonly anyOrder: NeedPool | null;
}

/** Merchant's days of supply for one unit: a prior worth `PRIOR_GAPS` finished gaps. */
export interface SupplyPrior {
  readonly daysPerUnit: number;
}
export const PRIOR_GAPS = 8;

/** The merchant's word as a prior; none where they gave none, or no length of time. */
export function supplyPrior(daysPerUnit: number | null): SupplyPrior | null {
  return daysPerUnit !== null && daysPerUnit > 0 ? { daysPerUnit } : null;
}

export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/** Log odds of never returning, from the class of past gaps and the need's own share: features come on top. */
export function needNeverLogit(head: Head, c: number, needShare: number): number {
  const overall = head.never[c] as number;
  return (head.neverIntercepts[c] as number) + head.neverNeed * (logit(needShare) - logit(overall));
}

/**
 * A head that has seen nothing: a month and a half between purchases, give or take a factor of 2.4, and four in
 * ten that never come back after a first purchase. Each finished gap moves it from there.
 */
export const emptyHead: Head = {
  gaps: 0,
  meanLogGap: Math.log(45),
  withinVariance: 0.5,
  ownShrink: 2,
  paceShrink: 8,
  meanLogOrderGap: Math.log(45),
  theta: 0.3,
  sdLogQuantity: 0.5,
  meanLogLines: 0,
  repeatShare: 0.2,
  sales: [],
  salesFrom: 0,
  coefficients: [],
  neverCoefficients: [],
  neverIntercepts: [0.4, 0.2, 0.12, 0.08, 0.05].map(logit),
  neverNeed: 1,
  spread: [1.5, 1.2, 1, 1, 1],
  never: [0.4, 0.2, 0.12, 0.08, 0.05],
  recalibration: [null, null, null, null, null],
  experts: [],
  renewal: null,
  renewalWeights: [],
  weekday: [1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7],
  weekdaySorts: [0.1, 0.8, 0.1],
};

/** Before any silence was seen: the curve and a usual renewal process, as they are. */
export const emptyLapse: LapseCalibration = {
  silences: { renewal: usualRenewal, shares: [] },
  lookAlikes: [-1, 0.9, 1, -0.7, -0.6, -0.3, 0, 0, 0, 0],
  weights: [0.2, 0.2, 0.6, 0, 0],
  correction: [1, 0, 0, 0, 0],
  alarmScale: 1,
};

export const emptyShopPool: ShopPool = {
  version: POOL_VERSION,
  customers: 0,
  needs: emptyHead,
  orders: emptyHead,
  lapse: emptyLapse,
  anyOrder: null,
};

/** A need that nobody has bought yet, as the shop as a whole would have it. */
export function unknownNeed(head: Head): NeedPool {
  return {
    version: POOL_VERSION,
    customers: 0,
    repeatCustomers: 0,
    buyAgainShare: 0,
    purchases: 0,
    finishedGaps: 0,
    sumLogGap: 0,
    meanLogQuantity: 0,
    sdLogQuantity: head.sdLogQuantity,
    theta: head.theta,
    never: head.never,
    sales: [],
    salesFrom: 0,
    season: [],
    p25Days: Math.exp(head.meanLogGap - 0.5),
    medianDays: Math.exp(head.meanLogGap),
    p75Days: Math.exp(head.meanLogGap + 0.5),
  };
}

/**
 * The need's mean log gap at its usual quantity: its own finished gaps and eight pseudo-gaps of the merchant's
 * word, or of the shop when the merchant said nothing.
 */
export function needMeanLogGap(need: NeedPool, head: Head, prior: SupplyPrior | null): number {
  const believed =
    prior && prior.daysPerUnit > 0
      ? Math.log(Math.min(Math.max(prior.daysPerUnit, 0.01), 36500)) + need.meanLogQuantity
      : head.meanLogGap;
  return (need.sumLogGap + PRIOR_GAPS * believed) / (need.finishedGaps + PRIOR_GAPS);
}

/** Where nothing is known of the need's usual quantity, the customer's own (its mean log) is the usual one. */
export function needOrOwn(need: NeedPool | null | undefined, head: Head, ownLogQuantity: number): NeedPool {
  return need && need.purchases > 0 ? need : { ...unknownNeed(head), meanLogQuantity: ownLogQuantity };
}
