import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const H = 5;
const config = { op: 'config', H, day0: '2026-01-01' };
const buy = (day: number, more: object = {}) => ({
  op: 'buy',
  day,
  buyer: 'ada',
  product: 'tea',
  qty: 1,
  ...more,
});
const predict = (id: unknown, day: number) => ({ op: 'predict', id, day, buyer: 'ada', product: 'tea' });
const lapse = (id: unknown, more: object = {}) => ({
  op: 'lapse',
  id,
  day: 60,
  buyer: 'ada',
  product: 'tea',
  h: [30, 90],
  w: null,
  ...more,
});

/** The command itself, as `npm run model` runs it. */
async function run(input: string | readonly object[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/model-stream.ts'], { stdio: 'pipe' });
  const given =
    typeof input === 'string' ? input : input.map((event) => `${JSON.stringify(event)}\n`).join('');
  child.stdin.end(given);
  const [out, said, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  const answers = out.split('\n').filter(Boolean);
  return { answers: answers.map((line) => JSON.parse(line)), said, status };
}

it('answers a purchase with a curve of H days, and a silence with chances', async () => {
  const { answers, said, status } = await run([
    config,
    buy(0),
    buy(30),
    predict('a', 30),
    buy(60),
    lapse(7, { w: 14 }),
  ]);
  expect([said, status]).toEqual(['', 0]);
  const [curve, silence] = answers;
  expect(curve.id).toBe('a');
  expect(curve.F).toHaveLength(H);
  expect(curve.F).toEqual(curve.F.toSorted((a: number, b: number) => a - b));
  expect(curve.F.every((p: number) => p >= 0 && p <= 1)).toBe(true);
  expect(silence).toMatchObject({
    id: 7,
    p: [expect.any(Number), expect.any(Number)],
    pw: expect.any(Number),
  });
});

it('goes on after a question that comes before any purchase', async () => {
  const { answers, said, status } = await run([config, predict(1, 10), buy(20), predict(2, 20)]);
  expect(answers.map(({ id }) => id)).toEqual([2]);
  expect(said).toMatch(/^line 2: nothing bought yet/);
  expect(status).toBe(1);
});

it('names the line of each event that makes no sense, and answers the next one as if none had been there', async () => {
  const bad: [object, RegExp][] = [
    [buy(1, { qty: 0 }), /qty must be above 0/],
    [buy(1, { qty: -5 }), /qty must be above 0/],
    [buy(1_000_000_000), /day must be/],
    [buy(1.5), /day must be/],
    [predict(undefined, 30), /id must be/],
    [predict(2 ** 60, 30), /id must be/],
    [lapse(1, { w: 0 }), /w must be above 0/],
    [{ op: 'sell' }, /unknown op/],
  ];
  const around = [config, buy(0), buy(30)];
  const clean = await run([...around, predict('after', 30)]);
  const { answers, said, status } = await run([
    ...around,
    ...bad.map(([event]) => event),
    predict('after', 30),
  ]);
  const lines = said.trim().split('\n');
  expect(lines).toHaveLength(bad.length);
  for (const [at, [, why]] of bad.entries()) {
    expect(lines[at]).toMatch(new RegExp(`^line ${around.length + 1 + at}: `));
    expect(lines[at]).toMatch(why);
  }
  expect(status).toBe(1);
  expect(answers).toEqual(clean.answers);
});

it('reads a file with a byte order mark, and one whose last line is cut', async () => {
  const lines = [config, buy(0), buy(30), predict(1, 30)].map((event) => JSON.stringify(event)).join('\r\n');
  const { answers, said } = await run(`\uFEFF${lines}\r\n{"op":"pre`);
  expect(answers[0].F).toHaveLength(H);
  expect(said).toMatch(/^line 5: /);
});

it('answers nothing on a config that it does not understand', async () => {
  const { answers, said } = await run([
    { ...config, H: '5' },
    buy(0),
    predict(1, 0),
    config,
    buy(0),
    predict(2, 0),
  ]);
  expect(answers.map(({ id, F }) => [id, F.length])).toEqual([[2, H]]);
  expect(said.match(/^line [123]: /gm)).toHaveLength(3);
});

it('answers about one product as if nobody had asked about another before', async () => {
  const bought = [0, 20, 40, 60].flatMap((day) => [buy(day), buy(day, { product: 'jam' })]);
  const ask = (product: string) => lapse(product, { product, day: 80 });
  const { answers } = await run([config, ...bought, buy(70, { product: 'jam' }), ask('tea'), ask('jam')]);
  const other = await run([config, ...bought, buy(70, { product: 'jam' }), ask('jam'), ask('tea')]);
  expect(answers).toEqual(other.answers.toReversed());
});

it('ends when nobody reads its answers', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/model-stream.ts'], { stdio: 'pipe' });
  child.stdout.destroy();
  child.stdin.on('error', () => {});
  const said = text(child.stderr);
  const events = [config, buy(0), ...Array.from({ length: 5_000 }, (_, id) => predict(id, 1))];
  child.stdin.end(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const [status] = await once(child, 'exit');
  expect([status, await said]).toEqual([1, '']);
});
