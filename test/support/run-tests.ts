import { spawnSync } from 'node:child_process';

/**
 * `npm test`: lint, types, import rules, unused code, build, then every test. Each step runs whatever the one before
 * it found, so that one run tells all; the last lines are vitest's summary. Arguments go to vitest, for example
 * `npm test -- --project unit`.
 */
const bin = (name: string) => `node_modules/.bin/${name}`;
const vitest = ['run', '--reporter=default', ...process.argv.slice(2)];
if (process.env.VITEST_JSON) vitest.push('--reporter=json', `--outputFile.json=${process.env.VITEST_JSON}`);

const steps: readonly (readonly [string, string, readonly string[]])[] = [
  ['Lint', bin('biome'), ['check', '.']],
  ['Types', bin('tsc'), ['--noEmit']],
  ['Types of the extensions', bin('tsc'), ['--noEmit', '--project', 'extensions']],
  [
    'Import rules',
    bin('depcruise'),
    ['app', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ],
  ['Unused code', bin('knip'), []],
  ['Build', process.execPath, ['app/bootstrap.mjs', 'prepare']],
  ['Tests', bin('vitest'), vitest],
];

const failed: string[] = [];
for (const [title, file, args] of steps) {
  process.stdout.write(`\n── ${title}${failed.length > 0 ? ` (failed so far: ${failed.join(', ')})` : ''}\n`);
  const { status } = spawnSync(file, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) failed.push(title);
}
process.exitCode = failed.length > 0 ? 1 : 0;
