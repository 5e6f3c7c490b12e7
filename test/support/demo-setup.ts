import { setTimeout as pause } from 'node:timers/promises';
import { now } from '~/base/lib/clock.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { activeKinds } from '~/base/vocabulary/kinds';
import { goesAsPlannedSql } from '~/base/vocabulary/message-state-sql';
import { acrossShops, type ShopId, sqlInShop } from '~/db.server';
import { saveSettings } from '~/intake/shops/load-shop.server';
import { changeProducts } from '~/office/pages/products/product-edits.server';
import { endReview, switchKind } from '~/outreach/kinds/switch-kind.server';
import type { RunningStore } from '../store/start-store';

/** What a merchant would do in the panel on the first day, done for the demo through the app's own functions. */
export const approvedBeforehand =
  'Approved beforehand for the demo: sender, postal address and brand are filled in, scales and wall clocks have a year of ' +
  'warranty (from 5.00 on, where a shop begins at 50.00), the three kinds (running-low, warranty-expiry, thank-you) are ' +
  'switched on, their review of the first 25 messages is ended, and a day may bring 60 mails of a kind before the ' +
  'flood breaker asks.';

/** What a gift shop gives a warranty on, by its titles, and for how long. */
const UNDER_WARRANTY = '(Kitchen Scales|Wall Clock)';
const WARRANTY_MONTHS = 12;

/** The one shop, once it is installed. */
export async function installedShop(): Promise<ShopId> {
  return waitFor(async () => {
    const [shop] = await acrossShops('install', (sql) =>
      sql.rows<{ id: bigint }>("SELECT id FROM shop WHERE state = 'installed'"),
    );
    return shop?.id;
  });
}

/** Reports lines of history until all is loaded and learnt from. */
export async function historyLoaded(shopId: ShopId, report: (line: string) => void): Promise<void> {
  await waitFor(async () => {
    const runs = await sqlInShop(shopId, (sql) =>
      sql.rows<{
        subject: string;
        state: string;
        processed_lines: bigint;
        error: string | null;
        finished: boolean;
      }>(
        'SELECT subject, state, processed_lines, error, finished_at IS NOT NULL AS finished FROM backfill WHERE shop_id = $1 ORDER BY id',
      ),
    );
    report(runs.map((run) => `${run.subject} ${run.finished ? '✓' : run.processed_lines}`).join(', '));
    const broken = runs.find((run) => run.error !== null && run.finished);
    if (broken) throw new Error(`Loading ${broken.subject} failed: ${broken.error}`);
    return runs.length > 0 && runs.every((run) => run.finished) ? true : undefined;
  });
  await waitFor(async () => {
    const [shop] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ swept: boolean }>('SELECT swept_on IS NOT NULL AS swept FROM shop WHERE id = $1'),
    );
    report('learning from it');
    return shop?.swept || undefined;
  });
}

export async function setUpShop(shopId: ShopId): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    saveSettings(sql, {
      sender: {
        name: 'Retrospot & Co.',
        email: 'hello@retrospot.example.com',
        replyTo: 'care@retrospot.example.com',
        postalAddress: 'Retrospot & Co., 14 Chandlers Yard, Bristol BS1 6XN, United Kingdom',
        signature: 'Nora, customer care',
        domainVerified: true,
      },
      brand: { logoUrl: '', accentColour: '#9c2f3a', backgroundColour: '#f6f1ea' },
      warranty: { minimumUnitPriceMinor: 500, defaultMonths: null },
    }),
  );
  await giveWarranty(shopId);
  for (const kind of activeKinds) {
    // The review ends before the kind is on: plans begin the moment that it is.
    await switchKind(shopId, kind, 'off', 'demo');
    await endReview(shopId, kind, 'demo');
    await switchKind(shopId, kind, 'on', 'demo');
    // What a whole history has fall due at once is more than a shop's usual day, and nobody is there to release it.
    await sqlInShop(shopId, (sql) =>
      sql.run(
        'UPDATE shop_kind SET flood_minimum = 60, flood_limit = 60 WHERE shop_id = $1 AND kind = $2',
        kind,
      ),
    );
  }
}

async function giveWarranty(shopId: ShopId): Promise<void> {
  const needs = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>(
      'SELECT id FROM need WHERE shop_id = $1 AND title ~ $2 ORDER BY id',
      UNDER_WARRANTY,
    ),
  );
  await changeProducts(
    shopId,
    {
      action: 'edit',
      needIds: needs.map(({ id }) => String(id)),
      set: { warrantyMonths: WARRANTY_MONTHS },
    },
    { by: 'demo', byName: 'The demo' },
  );
}

/** Reports how many customers still wait for their plan, until none does. */
export async function everybodyPlanned(shopId: ShopId, report: (line: string) => void): Promise<void> {
  await waitFor(async () => {
    const [count] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ waiting: bigint; planned: bigint }>(
        `SELECT count(*) FILTER (WHERE replan_due_at IS NOT NULL) AS waiting, count(*) FILTER (WHERE planned_at IS NOT NULL) AS planned
         FROM customer WHERE shop_id = $1`,
      ),
    );
    report(`${count?.planned ?? 0} customers planned, ${count?.waiting ?? 0} to go`);
    return count?.waiting === 0n || undefined;
  });
}

/** From 8:30 past 10:45, in steps that are shorter than the age at which what is known of the store counts as old. */
const STEPS = 10;
const STEP_HOURS = 14 / 60;

export async function pastTheSlot(store: Pick<RunningStore, 'control'>, shopId: ShopId): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    store.control.advance({ hours: STEP_HOURS });
    await reconcile(shopId);
  }
}

/** A store that was told to misbehave answers nothing; its clock moves all the same. */
const LONGEST_RECONCILE_MS = 20_000;

/** How long a day of the walking clock waits at most for its mails to leave. */
const LONGEST_SENDING_MS = 8_000;

/** The clock's button in the admin's bar: what a day moves past is fetched, and its mails leave, before the next day. */
export function reconcileWithTheClock(store: Pick<RunningStore, 'control'>, shopId: ShopId): void {
  store.control.onClockMove(async () => {
    if (!store.control.isInstalled()) return;
    await reconcile(shopId, LONGEST_RECONCILE_MS);
    await dueIsSent(shopId);
  });
}

async function dueIsSent(shopId: ShopId): Promise<void> {
  const startedMs = performance.now();
  await waitFor(async () => {
    if (performance.now() - startedMs > LONGEST_SENDING_MS) return true;
    const at = now();
    const [open] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ any: boolean }>(
        `SELECT EXISTS (SELECT FROM message WHERE shop_id = $1 AND (state = 'sending' OR (${goesAsPlannedSql} AND due_at <= $2)))
             OR EXISTS (SELECT FROM customer WHERE shop_id = $1 AND replan_due_at <= $2) AS any`,
        [at],
      ),
    );
    return open?.any === false || undefined;
  });
}

/**
 * Fetches what happened in the store, as the worker does every quarter of an hour by itself: marketing waits while the
 * last look at the store is older, so whoever moves the clock has to look again.
 */
async function reconcile(shopId: ShopId, limitMs = Number.POSITIVE_INFINITY): Promise<void> {
  const startedMs = performance.now();
  // All processes reread the clock ten times a second.
  await pause(250);
  await enqueue('reconcile-shop', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
  await waitFor(async () => {
    const [shop] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ through: Date | null }>('SELECT reconciled_through AS through FROM shop WHERE id = $1'),
    );
    if (performance.now() - startedMs > limitMs) return true;
    return (shop?.through && shop.through.getTime() > now().getTime() - 120_000) || undefined;
  });
}

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(500);
  }
}
