import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { activeKinds } from '~/base/vocabulary/kinds';
import type { Choices } from '~/care/answers/choices';
import type { LinkClaims } from '~/care/answers/link-token';
import { savePreference } from '~/care/answers/save-preference.server';
import { type StopOfCustomer, stopOf } from '~/care/suppressions/stop-of.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer, resolveCustomer } from '~/intake/customers/lock-customer.server';

/** What stands for a customer now, as the page shows it. */
export interface StoredChoices {
  readonly kinds: Readonly<Record<string, boolean>>;
  readonly rate: 'usual' | 'fewer';
  readonly pausedUntil: Date | null;
  /** Nothing but transactional mail goes out. */
  readonly stopped: StopOfCustomer | null;
}

/** @param mailId the mail whose link was used */
export async function loadChoices({ shopId, customerId, mailId }: LinkClaims): Promise<StoredChoices> {
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
      stopped: await stopOf(sql, id, mailId),
    };
  });
}

/** Keeps the choices and asks for a new plan. Saving the same twice changes nothing more. */
export async function saveChoices(shopId: bigint, customerId: bigint, choices: Choices): Promise<void> {
  const id = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, customerId);
    // One who is deleted may yet be told to have become another, for whom this holds then.
    if (!customer || customer.redactedAt) return null;
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

/** Two rows may speak for everything: a break, and the wish for fewer. */
async function saveOverall(
  sql: ShopSql,
  of: { readonly customerId: bigint; readonly source: 'preferences-page' },
  { rate, pauseDays }: Choices,
): Promise<void> {
  const everything = { ...of, kind: '*' } as const;
  if (pauseDays === 0) await savePreference(sql, { ...everything, choice: 'on' });
  else if (pauseDays !== null)
    await savePreference(sql, { ...everything, choice: 'snoozed', until: addDays(now(), pauseDays) });
  if (rate === 'fewer') await savePreference(sql, { ...everything, choice: 'fewer' });
  else await forgetFewer(sql, of.customerId);
}

async function forgetFewer(sql: ShopSql, customerId: bigint): Promise<void> {
  await sql.run(
    `DELETE FROM preference WHERE shop_id = $1 AND customer_id = $2 AND kind = '*' AND choice = 'fewer'`,
    customerId,
  );
}
