import { dayNumber, isDay } from '~/base/lib/days';
import { lineSplitter } from '~/base/lib/split-lines';
import { createStreamEngine, type StreamEngine } from '~/insight/model/engine';

/**
 * The model as a filter: events on standard input, one JSON object a line, answers on standard output.
 *
 * The app fits and asks the same model, from its database and customer by customer; a test holds both to one curve. A
 * line that makes no sense is named on standard error and skipped; the exit status is then 1.
 */
interface Stream {
  engine: StreamEngine;
  horizonDays: number;
  firstDay: number;
  curve: Float64Array;
}

/** Some 270 years to either side: what lies beyond is a slip, and the model would count its way there. */
const FARTHEST_DAY = 100_000;
/** No event comes near it. */
const LONGEST_LINE = 1 << 20;

/** Null until a config is understood: answers of another length or calendar would look like good ones. */
let stream: Stream | null = null;
let lineNumber = 0;
let pending = '';
const utf8 = new TextDecoder('utf-8', { fatal: true });

// Whoever reads the answers has gone: there is nobody to answer. Who does not read what is said of bad lines still is.
process.stdout.on('error', () => process.exit(1));
process.stderr.on('error', () => undefined);

const lines = lineSplitter(LONGEST_LINE);
for await (const piece of process.stdin) {
  for (const line of lines.take(piece as Buffer)) hear(line);
  // Whoever waits for an answer before the next question gets it.
  await flush();
}
hear(lines.rest());
await flush();

function hear(line: Buffer | null): void {
  lineNumber++;
  try {
    if (line === null) throw new Error(`longer than ${LONGEST_LINE} bytes`);
    const event = utf8.decode(line);
    if (event.trim() === '') return;
    const answer = answerTo(JSON.parse(event));
    if (answer !== null) pending += `${answer}\n`;
  } catch (error) {
    process.stderr.write(`line ${lineNumber}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function flush(): Promise<void> {
  const text = pending;
  pending = '';
  if (text !== '' && !process.stdout.write(text)) {
    await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
  }
}

function answerTo(event: unknown): string | null {
  if (typeof event !== 'object' || event === null) throw new Error('not an object');
  const fields = event as Record<string, unknown>;
  if (fields.op === 'config') {
    stream = null;
    stream = startStream(fields);
    return null;
  }
  if (!stream) throw new Error('a config that can be used comes first');
  switch (fields.op) {
    case 'buy':
      stream.engine.buy(
        text(fields, 'buyer'),
        text(fields, 'product'),
        stream.firstDay + day(fields),
        fields.qty === undefined ? 1 : above0(fields, 'qty'),
      );
      return null;
    case 'predict': {
      const id = idOf(fields);
      stream.engine.curve(
        {
          customer: text(fields, 'buyer'),
          need: text(fields, 'product'),
          day: stream.firstDay + day(fields),
        },
        stream.curve,
      );
      return `{"id":${id},"F":[${stream.curve.join(',')}]}`;
    }
    case 'lapse': {
      const id = idOf(fields);
      const horizons = fields.h;
      if (
        !Array.isArray(horizons) ||
        !horizons.every((h) => typeof h === 'number' && h > 0 && Number.isFinite(h))
      ) {
        throw new Error('h must be a list of days');
      }
      const own = fields.w === null || fields.w === undefined ? null : above0(fields, 'w');
      const answers = stream.engine.within(
        {
          customer: text(fields, 'buyer'),
          need: text(fields, 'product'),
          day: stream.firstDay + day(fields),
        },
        own === null ? horizons : [...horizons, own],
      );
      const p = answers.slice(0, horizons.length);
      const pw = own === null ? null : answers[horizons.length];
      return `{"id":${id},"p":${JSON.stringify(p)},"pw":${JSON.stringify(pw)}}`;
    }
    default:
      throw new Error(`unknown op ${JSON.stringify(fields.op)}`);
  }
}

function startStream(config: Record<string, unknown>): Stream {
  const horizonDays = number(config, 'H');
  if (!Number.isInteger(horizonDays) || horizonDays < 1) throw new Error('H must be a whole number of days');
  const day0 = text(config, 'day0');
  if (!isDay(day0)) throw new Error('day0 must be a date');
  const firstDay = dayNumber(day0);
  return { engine: createStreamEngine(), horizonDays, firstDay, curve: new Float64Array(horizonDays) };
}

function day(fields: Record<string, unknown>): number {
  const value = number(fields, 'day');
  if (!Number.isInteger(value) || Math.abs(value) > FARTHEST_DAY)
    throw new Error(`day must be a whole number within ${FARTHEST_DAY} of day0`);
  return value;
}

/** What an answer is known by, as JSON. A number that JavaScript cannot hold would come back as another. */
function idOf({ id }: Record<string, unknown>): string {
  if (typeof id !== 'string' && !Number.isSafeInteger(id))
    throw new Error('id must be a text or a whole number below 2^53');
  return JSON.stringify(id);
}

function above0(fields: Record<string, unknown>, name: string): number {
  const value = number(fields, name);
  if (value <= 0) throw new Error(`${name} must be above 0`);
  return value;
}

function number(fields: Record<string, unknown>, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${name} must be a number`);
  return value;
}

function text(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new Error(`${name} must be a text`);
  return value;
}
