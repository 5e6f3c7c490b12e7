import '../support/test-env';
import { benchDatabase, median } from '../support/bench-database';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { onServer } from '../support/postgres-server';
import { startProfile } from './support/profile';

/**
 * Claiming from a long future: raw is a bare conditional UPDATE under SKIP LOCKED on a table of four columns; ours is the
 * claim with its mail row, followers and transitions. With ten million
 * messages it takes some minutes to fill and 12 GB of disk. Usage: tsx test/bench/claim.ts [messages=300000] [shops=20]
 */
const [messages = 300_000, shops = 20] = process.argv.slice(2).map(Number);
const DUE = 20_000;
const BATCH = 500;
const TURN = 2000;

const database = await benchDatabase();
moveClock(WEDNESDAY_NOON);
const { claimDue } = await import('~/sending/claim-mail.server');
const { closeDatabase } = await import('~/db.server');
const now = new Date(WEDNESDAY_NOON);

await onServer(database.url, async (client) => {
  await client.query('SET synchronous_commit = off');
  await client.query(
    `INSERT INTO shop (id, domain, installed_at) SELECT n, 'shop-' || n || '.myshopify.com', now() FROM generate_series(1, ${shops}) n`,
  );
  const reason = `jsonb_build_object('code', 'running-low', 'item', 'House Blend 1 kg', 'ownGaps', 3, 'otherCustomers', 40,
    'gapFromDays', 29, 'gapToDays', 33, 'lastOn', '2026-05-06', 'lastQuantity', 2, 'lastWas', 'delivered',
    'runOutOn', '2026-07-05', 'runOutFromOn', '2026-07-02', 'runOutToOn', '2026-07-09', 'probability', 0.6, 'step', 1)`;
  for (let from = 0; from < messages; from += 500_000) {
    const until = Math.min(from + 500_000, messages);
    await client.query(
      `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, order_id, order_line_id, state, due_at, useful_until,
         lead_key, rank, reason, planned_at, changed_at)
       SELECT n % ${shops} + 1, 'running-low-' || n || '-1', 'running-low', 'marketing', n / 3, n % 500, n / 2, n, 'planned',
         $1::timestamptz + CASE WHEN n < ${DUE} THEN -random() ELSE random() * 365 END * interval '1 day', $1::timestamptz + interval '400 days',
         NULL, 0.5, ${reason}, $1, $1
       FROM generate_series($2::bigint, $3::bigint) n`,
      [now, from, until - 1],
    );
  }
  await client.query('CREATE TABLE bare AS SELECT id, shop_id, due_at, state FROM message');
  await client.query(`CREATE INDEX bare_due ON bare (due_at) WHERE state = 'planned'`);
  await client.query('CREATE UNIQUE INDEX bare_id ON bare (id)');
  await client.query('VACUUM ANALYZE');
});

const sizes = await onServer(database.url, async (client) => {
  const { rows } = await client.query<{ heap: string; indexes: string }>(
    `SELECT pg_table_size('message') AS heap, pg_indexes_size('message') AS indexes`,
  );
  const parts = await client.query<{ name: string; bytes: number }>(
    `SELECT 'its ' || indexrelname AS name, pg_relation_size(indexrelid)::float8 / ${messages} AS bytes
       FROM pg_stat_user_indexes WHERE relname = 'message'
     UNION ALL SELECT 'the reason', avg(pg_column_size(reason)) FROM message TABLESAMPLE SYSTEM (1)
     ORDER BY 2 DESC NULLS LAST LIMIT 6`,
  );
  return {
    heap: Number(rows[0]?.heap) / messages,
    indexes: Number(rows[0]?.indexes) / messages,
    parts: parts.rows.map(({ name, bytes }) => `${name} ${Number(bytes).toFixed(0)}`).join(', '),
  };
});

function p99(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? 0;
}

const profile = await startProfile(database.url);

async function perSecond(name: string, claim: () => Promise<number>): Promise<number> {
  return profile.part(name, TURN, async () => {
    const startedAt = performance.now();
    let claimed = 0;
    for (let turn = 0; turn < TURN / BATCH; turn++) claimed += await claim();
    if (claimed !== TURN) throw new Error(`${claimed} of ${TURN} were claimed`);
    return (claimed / (performance.now() - startedAt)) * 1000;
  });
}

const room = { now, limit: BATCH, perShop: BATCH, roomByShop: new Map() };

// In turns, so that whatever else the machine does falls on both.
const raws: number[] = [];
const ours: number[] = [];
await onServer(database.url, async (client) => {
  const raw = async () => {
    const { rowCount } = await client.query(
      `UPDATE bare SET state = 'sending' WHERE id IN (SELECT id FROM bare WHERE state = 'planned' AND due_at <= $1
       ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
      [now],
    );
    return rowCount ?? 0;
  };
  for (let turn = 0; turn < DUE / TURN; turn++) {
    raws.push(await perSecond('raw', raw));
    ours.push(await perSecond('ours', async () => (await claimDue(room)).length));
  }
});
const ratios = ours.map((our, turn) => our / (raws[turn] ?? 1));

await onServer(database.url, (client) => client.query('VACUUM ANALYZE message'));
const scans: number[] = [];
for (let i = 0; i < 300; i++) {
  const at = performance.now();
  await claimDue(room);
  scans.push(performance.now() - at);
}

console.log(`${messages} messages, ${shops} shops`);
console.log(
  `claim: raw ${median(raws).toFixed(0)}/s, ours ${median(ours).toFixed(0)}/s, ratio ${median(ratios).toFixed(2)} ` +
    `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} in ${ratios.length} turns; goal 0.5)`,
);
console.log(profile.explain({ ours: 'ours', raw: 'raw', item: 'claim' }));
console.log(`scan that finds nothing due: p99 ${p99(scans).toFixed(1)} ms (goal 25)`);
console.log(
  `bytes a planned message: ${sizes.heap.toFixed(0)} in the table, ${sizes.indexes.toFixed(0)} in its indexes (goal 400)\n  why: ${sizes.parts}`,
);
await closeDatabase();
await database.drop();
process.exit(0);
