import { z } from 'zod';
import { addDays, isoDay, localDay } from '~/base/lib/days';
import { shortList } from '~/base/lib/short-list';
import { redirectOf } from '~/base/settings/send-all-to';
import { type FirstRunStep, firstRunSteps, isFirstRunStep, stepAfter } from '~/base/vocabulary/first-run';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { replanEdited } from '~/insight/learning/customers/replan-edited.server';
import { loadOrderImports, type OrderImport } from '~/intake/imports/import-orders.server';
import { loadShop, type ShopFacts, saveSettings } from '~/intake/shops/load-shop.server';
import { loadSmtp, proveSmtp } from '~/intake/shops/mail-servers.server';
import { type LastingProduct, loadLasting, saveLasting } from '~/office/first-run/lasting.server';
import { loadProgress, passStep, type SetUpProgress } from '~/office/first-run/set-up-row.server';
import { type BackfillProgress, loadBackfill } from '~/office/pages/home/backfill-progress.server';
import { loadSetUp, mailServerOf, type SetUpStep } from '~/office/pages/home/set-up.server';
import {
  loadSettingsBasics,
  type SettingsPage,
  saveSettingsPage,
} from '~/office/pages/settings/settings.server';
import type { FieldError, SettingsField, SettingsForm } from '~/office/pages/settings/settings-form';
import { switchKind } from '~/outreach/kinds/switch-kind.server';

/** The first run at one of its steps, with what that step shows. */
export interface FirstRunPage
  extends Pick<SettingsPage, 'form' | 'hasPassword' | 'installationRelay' | 'mailServer' | 'kinds'> {
  readonly now: Date;
  readonly step: FirstRunStep;
  readonly progress: SetUpProgress;
  readonly ready: readonly SetUpStep[];
  readonly backfill: BackfillProgress | null;
  readonly hasHistory: boolean;
  readonly imports: readonly OrderImport[];
  readonly lasting: readonly LastingProduct[] | null;
  readonly rehearsal: Rehearsal;
}

/** "Send everything to me instead": whether the tick stands, to which address, and its last day ('' has none). */
export interface Rehearsal {
  readonly isTicked: boolean;
  readonly address: string;
  readonly untilOn: string;
}

const REHEARSAL_DAYS = 7;

export async function loadFirstRun(shopId: bigint, asked: string | null, now: Date): Promise<FirstRunPage> {
  return sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    const basics = await loadSettingsBasics(sql, shop, now);
    const progress = await loadProgress(sql);
    const step = isFirstRunStep(asked) ? asked : progress.step;
    const showsHistory = step === 'history' || step === 'found';
    return {
      now,
      ...basics,
      step,
      progress,
      ready: await loadSetUp(sql, shop),
      backfill: showsHistory ? await loadBackfill(sql, { installEpoch: shop.installEpoch, now }) : null,
      hasHistory: await hasOrders(sql),
      imports: step === 'history' ? await loadOrderImports(sql) : [],
      lasting: step === 'lasting' ? await loadLasting(sql) : null,
      rehearsal: rehearsalOf({ shop, now, isFresh: isFresh(progress, basics.kinds) }),
    };
  });
}

/** Whoever left the last step for later has sent nothing yet, and is offered the week as at first. */
function isFresh({ finishedAt }: SetUpProgress, kinds: SettingsPage['kinds']): boolean {
  return finishedAt === null || kinds.every(({ mode }) => mode === 'off');
}

/** The week that runs, or the one that would begin today. */
function rehearsalOf({ shop, now, isFresh }: { shop: ShopFacts; now: Date; isFresh: boolean }): Rehearsal {
  const running = redirectOf(shop.settings, now, shop.timeZone);
  if (running) return { isTicked: true, address: running, untilOn: shop.settings.sendAllToUntil };
  return { isTicked: isFresh, address: shop.settings.sender.email, untilOn: lastRehearsalDay(shop, now) };
}

function lastRehearsalDay({ timeZone }: ShopFacts, now: Date): string {
  return isoDay(localDay(addDays(now, REHEARSAL_DAYS - 1), timeZone));
}

async function hasOrders(sql: ShopSql): Promise<boolean> {
  // With an order an index serves; without one the table of all shops would be read until one of this shop's turns up.
  const rows = await sql.rows('SELECT 1 FROM orders WHERE shop_id = $1 ORDER BY processed_at DESC LIMIT 1');
  return rows.length > 0;
}

const moveSchema = z.object({
  step: z.enum(firstRunSteps),
  intent: z.enum(['next', 'skip']),
  change: z.unknown().optional(),
  /** The mail server is taken as it is, whether or not anybody tested it. */
  untested: z.boolean().optional(),
  lasting: z.unknown().optional(),
  kinds: shortList(z.enum(activeKinds), activeKinds.length).optional(),
  /** The tick is a thing of its own: an empty address beside it is a slip, not the wish to write to customers. */
  rehearsal: z.object({ isTicked: z.boolean(), address: z.string().max(320) }).optional(),
});

export type FirstRunMove =
  | { readonly status: 'moved'; readonly step: FirstRunStep | null; readonly stored?: Stored }
  /** Saved, and somebody is to say first that it may go on without a test. */
  | { readonly status: 'untested'; readonly stored?: Stored }
  | { readonly status: 'invalid'; readonly errors: Errors; readonly now?: Partial<SettingsForm> };

/** The settings that stand otherwise than they were sent. */
type Stored = Partial<SettingsForm>;

/**
 * Saves what a step asked for, all of it or nothing, and goes on; not past a mail server that nobody has tested. Null: this
 * is no move at all.
 */
export async function moveFirstRun(
  shopId: bigint,
  { given, by, now }: { given: unknown; by: string; now: Date },
): Promise<FirstRunMove | null> {
  const move = moveSchema.safeParse(given);
  if (!move.success) return null;
  const { step, intent } = move.data;
  let stored: Stored | undefined;
  if (intent === 'next') {
    const { stored: otherwise, ...refused } = await carryOut(shopId, move.data, { by, now });
    if (Object.keys(refused.errors).length > 0) return { ...refused, status: 'invalid' };
    stored = otherwise;
    if (step === 'mail-server' && !(await passesMailServer(shopId, move.data)))
      return { status: 'untested', stored };
  }
  const next = stepAfter(step);
  const how = intent === 'next' ? ('done' as const) : ('skipped' as const);
  await sqlInShop(shopId, (sql) => passStep(sql, { step, next, how, by }));
  return { status: 'moved', step: next, stored };
}

/** A server that nobody has tested is not gone past without a word. */
function passesMailServer(shopId: bigint, { untested }: Move): Promise<boolean> {
  return sqlInShop(shopId, async (sql) => {
    if ((await mailServerOf(sql)) !== 'untested') return true;
    const smtp = await loadSmtp(sql);
    if (smtp && untested) await proveSmtp(sql, smtp);
    return untested === true;
  });
}

type Move = z.infer<typeof moveSchema>;
type Errors = Readonly<Partial<Record<string, FieldError>>>;
/** Why a step was not carried out; without errors where it was. */
type CarriedOut = Pick<Extract<FirstRunMove, { status: 'invalid' }>, 'errors' | 'now'> & { stored?: Stored };

/** What a step cannot go on without. */
const demanded: Partial<Record<FirstRunStep, readonly SettingsField[]>> = {
  sender: ['sender.name', 'sender.email', 'sender.postalAddress'],
};

async function carryOut(
  shopId: bigint,
  move: Move,
  { by, now }: { by: string; now: Date },
): Promise<CarriedOut> {
  switch (move.step) {
    case 'sender':
    case 'mail-server':
    case 'neighbours': {
      const saved = await saveSettingsPage(shopId, move.change, demanded[move.step]);
      return saved.status === 'saved' ? { errors: {}, stored: saved.stored } : saved;
    }
    case 'lasting': {
      const who = { what: 'edit', by, byName: undefined, at: now } as const;
      const saved = await sqlInShop(shopId, (sql) => saveLasting(sql, move.lasting, who));
      if (saved.status === 'invalid') return saved;
      await replanEdited(shopId);
      return { errors: {} };
    }
    case 'kinds':
      return { errors: await start(shopId, move, { by, now }) };
    case 'welcome':
    case 'history':
    case 'found':
      return { errors: {} };
  }
}

/** The end of the first run: the chosen kinds begin, in review, and for a week everything goes to the merchant. */
async function start(shopId: bigint, move: Move, { by, now }: { by: string; now: Date }): Promise<Errors> {
  // Nobody leaves the set-up with nothing begun by mistake: "Later" says that it is meant.
  if (!move.kinds?.length && !(await hasKindOn(shopId))) return { kinds: 'required' };
  if (move.rehearsal) {
    const { isTicked, address } = move.rehearsal;
    const to = isTicked ? z.email().safeParse(address.trim()).data : '';
    if (to === undefined) return { sendAllTo: 'email' };
    await sqlInShop(shopId, (sql) => rehearse(sql, to, now));
  }
  for (const kind of move.kinds ?? []) await switchOnAtFirst(shopId, kind, by);
  return {};
}

function hasKindOn(shopId: bigint): Promise<boolean> {
  return sqlInShop(shopId, async (sql) => {
    const rows = await sql.rows(`SELECT FROM shop_kind WHERE shop_id = $1 AND mode <> 'off' LIMIT 1`);
    return rows.length > 0;
  });
}

/** One that runs to the same address already keeps its last day. */
async function rehearse(sql: ShopSql, to: string, now: Date): Promise<void> {
  const shop = await loadShop(sql);
  if (to === (redirectOf(shop.settings, now, shop.timeZone) ?? '')) return;
  await saveSettings(sql, { sendAllTo: to, sendAllToUntil: to && lastRehearsalDay(shop, now) });
}

/** Its first messages wait for a person's word, as those of every kind do. One that was on already stays as it is. */
async function switchOnAtFirst(shopId: bigint, kind: ActiveKind, by: string): Promise<void> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ mode: string }>('SELECT mode FROM shop_kind WHERE shop_id = $1 AND kind = $2', kind),
  );
  if ((row?.mode ?? 'off') === 'off') await switchKind(shopId, kind, 'on', by);
}
