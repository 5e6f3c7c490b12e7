import { dayNumber } from '~/base/lib/days';

/**
 * The shape of a run-out forecast for drawing: a smooth hill through the forecast's quantiles.
 *
 * A two-piece normal curve: its left half is as wide as the distance from the 10 % day to the median says, its right
 * half as the distance from the median to the 90 % day says. It shows where the weight lies and is not the model's own
 * curve, so the days in words always come from the quantiles, never from this drawing. It begins today: what has not
 * happened by now lies ahead.
 */
export interface RunOutDays {
  readonly todayOn: string;
  readonly writeOn: string | null;
  readonly p10On: string;
  readonly p25On: string;
  readonly p50On: string;
  readonly p75On: string;
  readonly p90On: string;
}

export interface RunOutShape {
  /** Paths in a box of 100 × 40, y down. */
  readonly outline: string;
  readonly all: string;
  readonly range: string;
  readonly core: string;
  /** Places from 0 (left) to 100 (right). */
  readonly todayAt: number;
  readonly writeAt: number | null;
  readonly expectedAt: number;
}

const WIDTH = 100;
const HEIGHT = 40;
const STEPS = 72;
/** The 90 % point of the standard normal distribution. */
const Z90 = 1.2816;

export function runOutShape(days: RunOutDays): RunOutShape {
  const [today, p10, p25, p50, p75, p90] = [
    days.todayOn,
    days.p10On,
    days.p25On,
    days.p50On,
    days.p75On,
    days.p90On,
  ].map(dayNumber) as [number, number, number, number, number, number];
  const write = days.writeOn === null ? null : dayNumber(days.writeOn);
  const left = Math.max(0.8, (p50 - p10) / Z90);
  const right = Math.max(0.8, (p90 - p50) / Z90);
  const from = Math.min(today, write ?? today, p50 - 2.6 * left);
  const to = Math.max(today, p50 + 2.6 * right, write ?? today);
  const margin = Math.max(1, (to - from) * 0.03);
  const start = from - margin;
  const span = to + margin - start;
  const place = (day: number) => round(((day - start) / span) * WIDTH);
  const height = (day: number) => {
    const z = (day - p50) / (day < p50 ? left : right);
    return round(HEIGHT - (HEIGHT - 3) * Math.exp(-0.5 * z * z));
  };
  const hill = (fromDay: number, toDay: number) => {
    const step = Math.max((toDay - fromDay) / STEPS, 1e-6);
    return Array.from({ length: STEPS + 1 }, (_, index) => {
      const day = fromDay + index * step;
      return `${place(day)} ${height(day)}`;
    });
  };
  const area = (fromDay: number, toDay: number) =>
    `M${place(fromDay)} ${HEIGHT}L${hill(fromDay, toDay).join('L')}L${place(toDay)} ${HEIGHT}Z`;
  return {
    outline: `M${hill(today, start + span).join('L')}`,
    all: area(today, start + span),
    range: area(Math.max(p10, today), Math.max(p90, today)),
    core: area(Math.max(p25, today), Math.max(p75, today)),
    todayAt: place(today),
    writeAt: write === null ? null : place(write),
    expectedAt: place(p50),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
