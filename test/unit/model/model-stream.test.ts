import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
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

const isWritten = (input: string | Buffer | readonly object[]): input is string | Buffer =>
  typeof input === 'string' || Buffer.isBuffer(input);

/** The command itself, as `npm run model` runs it. */
async function run(input: string | Buffer | readonly object[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/model-stream.ts'], { stdio: 'pipe' });
  const given = isWritten(input) ? input : input.map((event) => `${JSON.stringify(event)}\n`).join('');
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

it('answers who waits for an answer before the next question', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/model-stream.ts'], { stdio: 'pipe' });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const event of [config, buy(0)]) child.stdin.write(`${JSON.stringify(event)}\n`);
  for (const id of [1, 2]) {
    child.stdin.write(`${JSON.stringify(predict(id, 0))}\n`);
    const { value } = await answers.next();
    expect(JSON.parse(value).id).toBe(id);
  }
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('reads bytes as they are: no event ends within itself, none is another’s, and one too long is passed over', async () => {
  const ask = (id: number) => Buffer.from(`${JSON.stringify(predict(id, 0))}\n`);
  const spread = JSON.stringify(buy(0), null, 1).replaceAll('\n', '\r');
  const { answers, said, status } = await run(
    Buffer.concat([
      Buffer.from(`${JSON.stringify(config)}\n${spread}\n`),
      Buffer.from('{"op":"buy","day":0,"buyer":"caf\xe9","product":"tea"}\n', 'latin1'),
      ask(1),
      Buffer.alloc(3 << 20, 'a'),
      Buffer.from('\n'),
      ask(2),
    ]),
  );
  expect(answers.map(({ id }) => id)).toEqual([1, 2]);
  expect(said).toMatch(/^line 3: .*\nline 5: longer than 1048576 bytes\n$/);
  expect(status).toBe(1);
});

it('takes no day that the calendar does not have', async () => {
  const { said, status } = await run([{ ...config, day0: '2010-02-30' }]);
  expect([said, status]).toEqual(['line 1: day0 must be a date\n', 1]);
});

it('answers on when nobody reads what it says of bad lines', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/model-stream.ts'], { stdio: 'pipe' });
  child.stderr.destroy();
  child.stdin.end(
    `${'not json\n'.repeat(5_000)}${[config, buy(0), predict(1, 0)].map((event) => `${JSON.stringify(event)}\n`).join('')}`,
  );
  const [answers] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect(JSON.parse(answers).id).toBe(1);
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
