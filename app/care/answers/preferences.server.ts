import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { activeKinds } from '~/base/vocabulary/kinds';
import type { Choices } from '~/care/answers/choices';
import { savePreference } from '~/care/answers/save-preference.server';
import { suppressionOf } from '~/care/suppressions/suppress.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer, resolveCustomer } from '~/intake/customers/lock-customer.server';
import { newestConsent } from '~/intake/customers/newest-consent';

/** What stands for a customer now, as the page shows it. */
export interface StoredChoices {
  readonly kinds: Readonly<Record<string, boolean>>;
  readonly rate: 'usual' | 'fewer';
  readonly pausedUntil: Date | null;
  /** Nothing but transactional mail goes out; `canReturn` when that is the customer's own wish. */
  readonly stopped: { readonly canReturn: boolean } | null;
}

export async function loadChoices(shopId: bigint, customerId: bigint): Promise<StoredChoices> {
  return sqlInShop(shopId, async (sql) => {
    const id = await resolveCustomer(sql, customerId);
    const rows = await sql.rows<{ kind: string; choice: string; until: Date | null }>(
      `SELECT kind, choice, until FROM preference WHERE shop_id = $1 AND customer_id = $2 AND need_id IS NULL`,
      id,
    );
    const paused = rows.find(({ kind, choice }) => kind === '*' && choice === 'snoozed')?.until ?? null;
    return {
      kinds: Object.fromEntries(
        activeKinds.map((kind) => [
          kind,
          !rows.some((row) => row.choice === 'off' && (row.kind === kind || row.kind === '*')),
        ]),
      ),
      rate: rows.some(({ kind, choice }) => kind === '*' && choice === 'fewer') ? 'fewer' : 'usual',
      pausedUntil: paused && paused > now() ? paused : null,
      stopped: await stopOf(sql, id),
    };
  });
}

async function stopOf(sql: ShopSql, customerId: bigint): Promise<StoredChoices['stopped']> {
  const [row] = await sql.rows<{ hash: Buffer | null; consent: string | null }>(
    `SELECT email_hash AS hash, (SELECT n.state FROM consent n
       WHERE n.shop_id = $1 AND n.customer_id = $2 AND n.channel = 'email'
       ORDER BY ${newestConsent('n')} LIMIT 1) AS consent
     FROM customer WHERE shop_id = $1 AND id = $2`,
    customerId,
  );
  const suppression = row?.hash ? await suppressionOf(sql, row.hash) : null;
  if (suppression) return { canReturn: suppression.reason === 'unsubscribe' };
  return row?.consent === 'UNSUBSCRIBED' ? { canReturn: true } : null;
}

/** Keeps the choices and asks for a new plan. Saving the same twice changes nothing more. */
export async function saveChoices(shopId: bigint, customerId: bigint, choices: Choices): Promise<void> {
  const id = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, customerId);
    if (!customer || customer.deletedAt || customer.redactedAt) return null;
    const of = { customerId: customer.id, source: 'preferences-page' } as const;
    for (const kind of activeKinds) {
      await savePreference(sql, { ...of, kind, choice: choices.kinds[kind] ? 'on' : 'off' });
    }
    await saveOverall(sql, of, choices);
    await sql.run(
      `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`,
      customer.id,
      now(),
    );
    return customer.id;
  });
  if (id === null) return;
  await wakePlanner(shopId, id);
}

/** One row speaks for everything: a break, else the wish for fewer, else nothing. */
async function saveOverall(
  sql: ShopSql,
  of: { readonly customerId: bigint; readonly source: 'preferences-page' },
  { rate, pauseDays }: Choices,
): Promise<void> {
  if (pauseDays === null) return;
  if (pauseDays > 0) {
    await savePreference(sql, { ...of, kind: '*', choice: 'snoozed', until: addDays(now(), pauseDays) });
    return;
  }
  await savePreference(sql, { ...of, kind: '*', choice: rate === 'fewer' ? 'fewer' : 'on' });
}
