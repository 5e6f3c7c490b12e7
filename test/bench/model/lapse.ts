import { createStreamEngine } from '~/insight/model/engine';
import type { Row } from './history';
import { peers } from './peers';

const WINDOWS = [30, 90] as const;
const CUT_OFFS = 4;
/** A regular: four gaps or more whose logs spread by at most this much. */
const REGULAR_GAPS = 4;
const REGULAR_SPREAD = 0.6;

interface Question {
  readonly row: Row;
  readonly elapsed: number;
  readonly window: number;
  readonly came: boolean;
  readonly isOwnWindow: boolean;
}

/**
 * At four cut-offs, of every buyer so far: an order within 30 and 90 days, and for regulars within twice their usual
 * gap. Peers are fitted to what was known at the cut-off; the engine runs as a stream.
 */
export function lapseTable(rows: readonly Row[]): string {
  const orders = wholeOrders(rows);
  const first = orders[0]?.day ?? 0;
  const last = orders[orders.length - 1]?.day ?? 0;
  const from = first + Math.floor(0.55 * (last - first));
  const answers = new Map<string, number[]>();
  const questions: Question[] = [];
  const engine = createStreamEngine();
  let fed = 0;
  for (let c = 0; c < CUT_OFFS; c++) {
    const cut = Math.floor(from + (c * (last - 90 - from)) / (CUT_OFFS - 1));
    const asked = questionsAt(orders, cut, last);
    questions.push(...asked);
    for (; fed < orders.length && (orders[fed] as Row).day <= cut; fed++) {
      const { buyer, product, day } = orders[fed] as Row;
      engine.buy(buyer, product, day, 1);
    }
    note(
      'Carafe',
      asked.map(
        ({ row, window }) =>
          engine.within({ customer: row.buyer, need: row.product, day: cut }, [window])[0] ?? 0.5,
      ),
    );
    for (const peer of peers) {
      const survival = peer.fit(
        orders.filter((row) => row.day <= cut),
        cut,
      );
      note(
        peer.name,
        asked.map(({ row, elapsed, window }) => {
          const open = Math.max(survival(row, Math.max(elapsed, 0.5)), 1e-9);
          return 1 - survival(row, elapsed + window + 0.5) / open;
        }),
      );
    }
  }
  function note(name: string, chances: readonly number[]): void {
    answers.set(name, [...(answers.get(name) ?? []), ...chances]);
  }
  const lines = [
    `### lapse (${questions.length} questions)\n`,
    '| model | log loss 30 days | 90 days | AUC 30 days | 90 days | AUC of regulars |',
    '|---|---:|---:|---:|---:|---:|',
  ];
  const table = [...answers].map(([name, chances]) => ({ name, cells: cellsOf(questions, chances) }));
  for (const { name, cells } of table.sort((a, b) => (a.cells[0] ?? 0) - (b.cells[0] ?? 0))) {
    lines.push(`| ${name} | ${cells.map((value) => value.toFixed(4)).join(' | ')} |`);
  }
  return lines.join('\n');
}

/** All lines of a buyer's day as one order. */
function wholeOrders(rows: readonly Row[]): Row[] {
  const days = new Map<string, Set<number>>();
  for (const { buyer, day } of rows) days.set(buyer, (days.get(buyer) ?? new Set()).add(day));
  const orders: Row[] = [];
  for (const [buyer, set] of days) {
    const own = [...set].sort((a, b) => a - b);
    const gaps = own.slice(1).map((day, k) => day - (own[k] as number));
    own.forEach((day, k) => {
      const next = gaps[k] ?? Number.POSITIVE_INFINITY;
      orders.push({ buyer, product: 'order', day, quantity: 1, gaps: gaps.slice(0, k), next });
    });
  }
  return orders.sort((a, b) => a.day - b.day);
}

function questionsAt(orders: readonly Row[], cut: number, last: number): Question[] {
  const questions: Question[] = [];
  for (const row of orders) {
    const elapsed = cut - row.day;
    if (elapsed < 0 || elapsed >= row.next) continue;
    const ask = (window: number, isOwnWindow: boolean) =>
      questions.push({ row, elapsed, window, came: row.next - elapsed <= window, isOwnWindow });
    for (const window of WINDOWS) ask(window, false);
    if (row.gaps.length < REGULAR_GAPS) continue;
    const { middle, spread } = rhythmOf(row.gaps);
    const own = Math.max(Math.round(2 * middle), 14);
    if (spread <= REGULAR_SPREAD && cut + own <= last && elapsed <= 6 * middle + 30) ask(own, true);
  }
  return questions;
}

function rhythmOf(gaps: readonly number[]): { middle: number; spread: number } {
  const sorted = [...gaps].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const middle = 0.5 * ((sorted[Math.ceil(half) - 1] as number) + (sorted[Math.floor(half)] as number));
  const logs = gaps.map(Math.log);
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  return { middle, spread: Math.sqrt(variance) };
}

function cellsOf(questions: readonly Question[], chances: readonly number[]): number[] {
  const part = (test: (question: Question) => boolean) =>
    questions.flatMap((question, i) =>
      test(question)
        ? [{ came: question.came, chance: Math.min(Math.max(chances[i] ?? 0.5, 1e-4), 1 - 1e-4) }]
        : [],
    );
  const [month, quarter] = WINDOWS.map((window) => part((q) => !q.isOwnWindow && q.window === window));
  const own = part((q) => q.isOwnWindow);
  return [logLoss(month ?? []), logLoss(quarter ?? []), auc(month ?? []), auc(quarter ?? []), auc(own)];
}

interface Answer {
  readonly came: boolean;
  readonly chance: number;
}

function logLoss(answers: readonly Answer[]): number {
  const losses = answers.map(({ came, chance }) => -Math.log(came ? chance : 1 - chance));
  return losses.reduce((a, b) => a + b, 0) / losses.length;
}

/** Chance that whoever came was given more than whoever did not; equal chances count half. */
function auc(answers: readonly Answer[]): number {
  const sorted = [...answers].sort((a, b) => a.chance - b.chance);
  let ranks = 0;
  let came = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to]?.chance === sorted[from]?.chance) to++;
    const here = sorted.slice(from, to).filter((answer) => answer.came).length;
    ranks += (here * (from + 1 + to)) / 2;
    came += here;
  }
  return (ranks - (came * (came + 1)) / 2) / (came * (sorted.length - came));
}
