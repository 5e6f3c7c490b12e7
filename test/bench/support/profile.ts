import { availableParallelism } from 'node:os';
import { databaseCpuMs } from '../../support/bench-database';
import { onServer } from '../../support/postgres-server';

/**
 * Where the time goes: wall time, processor time of this process and of the database, and what each statement took, part
 * by part. The statements are the server's own account (pg_stat_statements), so that it does not matter who sent them; a
 * server that lacks it gives the rest. Reading the account is outside of what is measured.
 */
export interface Profile {
  /** Does `work` on `items` and adds what it took to that part. Returns what the work returned. */
  part<T>(name: string, items: number, work: () => Promise<T>): Promise<T>;
  /** Rate of a part so far, items a second. */
  perSecond(name: string): number;
  /** The part beside the raw one, an item, and one sentence about what bounds it. */
  explain(asked: { ours: string; raw: string; item: string }): string;
}

interface Statement {
  readonly text: string;
  /** Planning included. */
  ms: number;
  planMs: number;
  calls: number;
  walBytes: number;
}

interface Part {
  items: number;
  wallMs: number;
  processMs: number;
  databaseMs: number;
  readonly statements: Map<string, Statement>;
}

const SHOWN = 8;

/** @param url the bench's database; its statements since now are accounted for */
export async function startProfile(url: string): Promise<Profile> {
  const hasStatements = await onServer(url, (client) =>
    client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements').then(
      () => client.query('SELECT pg_stat_statements_reset()').then(() => true),
      () => false,
    ),
  );
  const parts = new Map<string, Part>();
  const known = (name: string): Part => {
    const part = parts.get(name) ?? {
      items: 0,
      wallMs: 0,
      processMs: 0,
      databaseMs: 0,
      statements: new Map(),
    };
    parts.set(name, part);
    return part;
  };
  return {
    async part(name, items, work) {
      const part = known(name);
      if (hasStatements) await resetStatements(url);
      const databaseMs = await databaseCpuMs(url);
      const cpu = process.cpuUsage();
      const startedAt = performance.now();
      const result = await work();
      part.wallMs += performance.now() - startedAt;
      const { user, system } = process.cpuUsage(cpu);
      part.processMs += (user + system) / 1000;
      part.databaseMs += (await databaseCpuMs(url)) - databaseMs;
      part.items += items;
      if (hasStatements) await addStatements(url, part.statements);
      return result;
    },
    perSecond: (name) => (known(name).items / known(name).wallMs) * 1000,
    explain: ({ ours, raw, item }) => explained(known(ours), known(raw), item),
  };
}

function resetStatements(url: string): Promise<unknown> {
  return onServer(url, (client) => client.query('SELECT pg_stat_statements_reset()'));
}

async function addStatements(url: string, into: Map<string, Statement>): Promise<void> {
  const rows = await onServer(url, async (client) => {
    const answer = await client.query<{ text: string; ms: number; plan: number; calls: string; wal: string }>(
      `SELECT query AS text, sum(total_exec_time + total_plan_time) AS ms, sum(total_plan_time) AS plan, sum(calls) AS calls, sum(wal_bytes)::text AS wal FROM pg_stat_statements
       WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND query NOT LIKE '%pg_stat_%' GROUP BY query`,
    );
    return answer.rows;
  });
  for (const { text, ms, plan, calls, wal } of rows) {
    const name = nameOf(text);
    const statement = into.get(name) ?? { text: name, ms: 0, planMs: 0, calls: 0, walBytes: 0 };
    statement.ms += ms;
    statement.planMs += plan;
    statement.calls += Number(calls);
    statement.walBytes += Number(wal);
    into.set(name, statement);
  }
}

/** Texts that differ in their numbers or their list of values only are one statement. */
function nameOf(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\$\d+/g, '?')
    .replace(/\(\?[^()]*\)(, \(\?[^()]*\))+/g, '(?), …')
    .slice(0, 96);
}

function explained(ours: Part, raw: Part, item: string): string {
  const each = (part: Part, ms: number) => ms / Math.max(1, part.items);
  const statements = [...ours.statements.values()].sort((a, b) => b.ms - a.ms);
  const totalMs = statements.reduce((sum, { ms }) => sum + ms, 0);
  const wal = (part: Part) => [...part.statements.values()].reduce((sum, { walBytes }) => sum + walBytes, 0);
  const lines = [
    `  where it goes, ms a ${item}      ours    raw`,
    ...(['wallMs', 'processMs', 'databaseMs'] as const).map(
      (key) => `    ${WORDS[key].padEnd(27)}${ms(each(ours, ours[key]))}${ms(each(raw, raw[key]))}`,
    ),
  ];
  if (totalMs > 0) {
    lines.push(
      `    ${'bytes of the log (WAL)'.padEnd(27)}${each(ours, wal(ours)).toFixed(0).padStart(7)}${each(raw, wal(raw)).toFixed(0).padStart(7)}`,
      '    the statements of ours',
      '      ms each  share   plan  calls  WAL B',
    );
    for (const one of statements.slice(0, SHOWN)) {
      const share = `${((one.ms / totalMs) * 100).toFixed(0)} %`;
      lines.push(
        `    ${each(ours, one.ms).toFixed(3).padStart(9)}${share.padStart(7)}${each(ours, one.planMs).toFixed(3).padStart(7)}${each(ours, one.calls).toFixed(2).padStart(7)}` +
          `${each(ours, one.walBytes).toFixed(0).padStart(7)}  ${one.text}`,
      );
    }
  }
  return [...lines, `  ${sentence(ours, raw, { item, statements, totalMs })}`].join('\n');
}

const WORDS = {
  wallMs: 'wall',
  processMs: 'processor, this process',
  databaseMs: 'processor, the database',
} as const;

function ms(value: number): string {
  return value.toFixed(3).padStart(7);
}

/** What bounds ours: the processors, one thread of them, or waiting; and the dearest of what is done with them. */
function sentence(
  ours: Part,
  raw: Part,
  { item, statements, totalMs }: { item: string; statements: readonly Statement[]; totalMs: number },
): string {
  const cores = availableParallelism();
  const busy = (ours.processMs + ours.databaseMs) / ours.wallMs;
  const rawBusy = (raw.processMs + raw.databaseMs) / raw.wallMs;
  const times =
    (ours.processMs + ours.databaseMs) /
    ours.items /
    Math.max(0.001, (raw.processMs + raw.databaseMs) / raw.items);
  const side = ours.processMs > ours.databaseMs ? 'this process' : 'the database';
  const share = (Math.max(ours.processMs, ours.databaseMs) / (ours.processMs + ours.databaseMs)) * 100;
  const bound =
    busy > 0.75 * cores
      ? 'the processors are full'
      : busy > 0.75
        ? 'one processor is full and the rest waits'
        : 'most of the time is waiting, for the disk or for answers';
  const dearest = statements[0];
  return (
    `why: a ${item} costs ${times.toFixed(1)} × raw's processor time, ${share.toFixed(0)} % of it in ${side}; ${busy.toFixed(1)} of ` +
    `${cores} processors are busy (raw ${rawBusy.toFixed(1)}): ${bound}.` +
    (dearest
      ? ` Of the statements' time "${dearest.text.slice(0, 40)} …" takes ${((dearest.ms / totalMs) * 100).toFixed(0)} %.`
      : '')
  );
}
