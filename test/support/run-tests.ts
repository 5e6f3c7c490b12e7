import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * `npm test`: lint, types, import rules, unused code, build, then every test. The checks run side by side, as many as
 * there are processors; each step runs whatever the others found, so that one run tells all; the last lines are vitest's
 * summary. Arguments go to vitest, for example `npm test -- --project unit`.
 */
const bin = (name: string) => `node_modules/.bin/${name}`;
const vitest = ['run', '--reporter=default', ...process.argv.slice(2)];
if (process.env.VITEST_JSON) vitest.push('--reporter=json', `--outputFile.json=${process.env.VITEST_JSON}`);

type Step = readonly [title: string, file: string, args: readonly string[]];
const checks: readonly Step[] = [
  ['Build', process.execPath, ['app/bootstrap.mjs', 'prepare']],
  ['Types', bin('tsc'), ['--noEmit']],
  [
    'Import rules',
    bin('depcruise'),
    ['app', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ],
  ['Lint', bin('biome'), ['check', '.']],
  ['Types of the extensions', bin('tsc'), ['--noEmit', '--project', 'extensions']],
  ['Unused code', bin('knip'), []],
];

const failed: string[] = [];
const waiting = [...checks];
await Promise.all(Array.from({ length: availableParallelism() }, checkNext));
await run(['Tests', bin('vitest'), vitest], 'inherit');
process.exitCode = failed.length > 0 ? 1 : 0;

async function checkNext(): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) await run(step, 'pipe');
}

/** What a check says is printed in one piece, when it is over. */
function run([title, file, args]: Step, output: 'pipe' | 'inherit'): Promise<void> {
  const heading = () => `\n── ${title}${failed.length > 0 ? ` (failed so far: ${failed.join(', ')})` : ''}\n`;
  if (output === 'inherit') process.stdout.write(heading());
  return new Promise((done) => {
    const child = spawn(file, args, {
      stdio: ['ignore', output, output],
      shell: process.platform === 'win32',
    });
    const said: Buffer[] = [];
    child.stdout?.on('data', (part: Buffer) => said.push(part));
    child.stderr?.on('data', (part: Buffer) => said.push(part));
    const end = (status: number | null) => {
      if (output === 'pipe') process.stdout.write(heading() + Buffer.concat(said).toString());
      if (status !== 0) failed.push(title);
      done();
    };
    child.once('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      end(1);
    });
    child.once('close', end);
  });
}
