import { now } from '~/base/lib/clock.server';
import { enqueueMany } from '~/base/queue/enqueue.server';
import { acrossShops } from '~/db.server';
import { ALARM_AHEAD_MS, mailAlarms } from '~/outreach/outbox/mail-alarm';

interface Due {
  readonly id: bigint;
  readonly dueAt: Date;
}

const PAGE = 1000;

/**
 * Sets an alarm for each second in which mail falls due within 24 hours; nothing later is ever in the queue. Feeding
 * twice changes nothing: a second has one alarm. Returns how many were set.
 */
export async function feedDueAlarms(): Promise<number> {
  const from = now();
  const until = new Date(from.getTime() + ALARM_AHEAD_MS);
  let after: { dueAt: Date; id: bigint } = { dueAt: from, id: 0n };
  for (let count = 0; ; ) {
    const { dueAt, id } = after;
    const page = await acrossShops('feed-queue', (sql) =>
      sql.rows<Due>(
        `SELECT id, due_at AS "dueAt" FROM message
         WHERE state = 'planned' AND (lead_key IS NULL OR lead_key = key)
           AND due_at >= $1 AND due_at < $2 AND (due_at, id) > ($1, $3)
         ORDER BY due_at, id LIMIT ${PAGE}`,
        dueAt,
        until,
        id,
      ),
    );
    const alarms = mailAlarms(
      page.map((one) => one.dueAt),
      from,
    );
    await enqueueMany('send-due', alarms);
    count += alarms.length;
    const last = page[page.length - 1];
    if (!last || page.length < PAGE) return count;
    after = last;
  }
}
