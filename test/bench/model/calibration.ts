import type { Scores } from './score';

const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Of the reorders said to come by a date with 10 %, 20 %, … : how many came by then. Equal is right. */
export function calibrationTable(scores: ReadonlyMap<string, Scores>, names: readonly string[]): string {
  const lines = [
    `| said % | ${LEVELS.map((level) => (100 * level).toFixed(0)).join(' | ')} |`,
    `|---|${'---:|'.repeat(LEVELS.length)}`,
  ];
  for (const name of names) {
    const pit = scores.get(name)?.pit ?? new Float64Array();
    const came = LEVELS.map((level) => (100 * pit.filter((u) => u <= level).length) / pit.length);
    lines.push(`| ${name}: came % | ${came.map((share) => share.toFixed(1)).join(' | ')} |`);
  }
  return lines.join('\n');
}
