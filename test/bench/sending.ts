import '../support/test-env';
import { createTransport } from 'nodemailer';
import { benchDatabase, median } from '../support/bench-database';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { onServer } from '../support/postgres-server';
import { startProfile } from './support/profile';
import { startSink } from './support/sink';

/**
 * Sending, end to end: raw is nodemailer's own pool with the very mail that Carafe makes (same size), over the same
 * number of connections to the same server process; ours is the sweep with claim, gates, render, both commits and
 * outcome. Usage: tsx test/bench/sending.ts [mails=3000] [connections=10] [shops=1]
 */
const [mails = 3000, connections = 10, shops = 1] = process.argv.slice(2).map(Number);
const RUNS = 3;

async function rawRate(port: number, raw: { html: string; text: string; subject: string }): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: 200,
    secure: false,
    ignoreTLS: true,
  });
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: mails }, (_, i) =>
      transport.sendMail({
        from: { name: 'Ada', address: 'hello@adas.example' },
        to: { name: 'Ada', address: `ada${i}@buyer.example` },
        ...raw,
      }),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  transport.close();
  return mails / seconds;
}

const database = await benchDatabase();
moveClock(WEDNESDAY_NOON);
const sink = await startSink();
process.env.SMTP_URL = `smtp://127.0.0.1:${sink.port}?connections=${connections}`;
process.env.LOG_LEVEL = 'error';
const { makeCustomers, makeMessages, makeSendingShop } = await import('../factories/sending-shop');
const { deliveriesDone, sweepDue, stopSending } = await import('~/sending/sweep-due.server');
const { acrossShops, closeDatabase } = await import('~/db.server');
const { benchMail } = await import('./bench-mail');

async function plan(count: number): Promise<void> {
  for (let shop = 0; shop < shops; shop++) {
    const shopId = await makeSendingShop();
    const share = Math.ceil(count / shops);
    for (let from = 0; from < share; from += 1000) {
      const size = Math.min(1000, share - from);
      const customers = await makeCustomers(
        shopId,
        Array.from({ length: size }, (_, i) => ({ email: `buyer${shopId}-${from + i}@buyer.example` })),
      );
      await makeMessages(
        shopId,
        customers.map((customerId) => ({ customerId, kind: 'warranty-expiry' as const })),
      );
    }
  }
  await onServer(database.url, (client) => client.query('ANALYZE'));
}

async function ourRate(): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const claimed = await sweepDue();
    await deliveriesDone();
    if (claimed === 0) break;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const [row] = await acrossShops('metrics', (sql) =>
    sql.rows<{ open: bigint; sent: bigint }>(
      `SELECT count(*) FILTER (WHERE state <> 'sent') AS open, count(*) AS sent FROM message`,
    ),
  );
  if (row?.open !== 0n) throw new Error(`${row?.open} messages were not sent`);
  return mails / seconds;
}

const made = await benchMail();
console.log(
  `mail of ${(made.html.length + made.text.length) / 1000} kB, ${connections} connections, ${shops} shop(s), ${mails} mails a run`,
);
await rawRate(sink.port, made);
await plan(mails);
await ourRate();
const profile = await startProfile(database.url);
const raws: number[] = [];
const ours: number[] = [];
for (let run = 0; run < RUNS; run++) {
  raws.push(await profile.part('raw', mails, () => rawRate(sink.port, made)));
  await plan(mails);
  ours.push(await profile.part('ours', mails, ourRate));
  console.log(`run ${run + 1}: raw ${raws.at(-1)?.toFixed(0)}/s, ours ${ours.at(-1)?.toFixed(0)}/s`);
}
console.log(
  `sending: raw ${median(raws).toFixed(0)}/s, ours ${median(ours).toFixed(0)}/s, ratio ${median(ours.map((our, run) => our / (raws[run] ?? 1))).toFixed(2)} (goal 0.55)`,
);
console.log(profile.explain({ ours: 'ours', raw: 'raw', item: 'mail' }));
await stopSending();
await closeDatabase();
sink.process.kill();
await database.drop();
process.exit(0);
