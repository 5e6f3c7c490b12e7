import { now } from '~/base/lib/clock.server';
import { localDay } from '~/base/lib/days';
import { yearOfHolidays } from '~/base/lib/office-days';
import { redirectOf } from '~/base/settings/send-all-to';
import type { ShopSettings } from '~/base/settings/shop-settings';
import { DUE_MOMENTS_A_YEAR } from '~/base/vocabulary/holdout';
import { type ActiveKind, activeKinds, type KindMode } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { env } from '~/env.server';
import { lockPlans } from '~/intake/customers/lock-customer.server';
import { loadOrderImports, type OrderImport } from '~/intake/imports/import-orders.server';
import { loadShop, type ShopFacts, saveSettings } from '~/intake/shops/load-shop.server';
import { loadSmtp, saveSmtp } from '~/intake/shops/mail-servers.server';
import { type Flood, loadFloods } from '~/office/pages/home/floods.server';
import { type MailServer, mailServerOf } from '~/office/pages/home/set-up.server';
import { type Languages, loadLanguages } from '~/office/pages/settings/languages.server';
import { loadMailbox, type MailboxView } from '~/office/pages/settings/mailbox.server';
import { mergeSettings, readSettingsChange } from '~/office/pages/settings/settings-change';
import {
  type FieldError,
  type FieldErrors,
  parseSettingsForm,
  type SettingsField,
  type SettingsForm,
  settingsForm,
} from '~/office/pages/settings/settings-form';
import { classOfKind } from '~/outreach/kinds/propose';
import { isInReview } from '~/outreach/planning/review';
import { countDueMoments } from '~/outreach/planning/start-holdouts.server';
import { resumeSender } from '~/sending/sender-health.server';

/** How many customers a kind leaves out by chance; `setBy` null: as Carafe's own count has it. */
export interface Holdout {
  readonly percent: number;
  readonly setBy: string | null;
  readonly changedAt: Date | null;
  readonly dueMoments: number;
  readonly enough: number;
}

export interface KindSwitch {
  readonly kind: ActiveKind;
  readonly mode: KindMode;
  readonly reviewed: number;
  readonly inReview: boolean;
  readonly flood: Flood | null;
  /** Null for mail about orders, which nobody is left out of. */
  readonly holdout: Holdout | null;
}

export interface SettingsPage {
  readonly now: Date;
  readonly form: SettingsForm;
  readonly hasPassword: boolean;
  readonly installationRelay: boolean;
  readonly mailServer: MailServer;
  readonly mailbox: MailboxView;
  readonly imports: readonly OrderImport[];
  readonly pausedAt: Date | null;
  readonly kinds: readonly KindSwitch[];
  /** The public holidays of the shop's country in the year to come. */
  readonly holidays: { readonly countryCode: string | null; readonly days: readonly string[] };
  readonly languages: Languages;
}

type SettingsBasics = Pick<
  SettingsPage,
  'form' | 'hasPassword' | 'installationRelay' | 'mailServer' | 'kinds'
>;

/** What the first run shows of the settings too. */
export async function loadSettingsBasics(sql: ShopSql, shop: ShopFacts, now: Date): Promise<SettingsBasics> {
  const smtp = await loadSmtp(sql);
  return {
    form: settingsForm(shop.settings, smtp, shop.currency),
    hasPassword: (smtp?.password ?? '') !== '',
    installationRelay: env().SMTP_URL !== undefined,
    mailServer: await mailServerOf(sql),
    kinds: await loadKinds(sql, now),
  };
}

export async function loadSettingsPage(shopId: bigint, now: Date): Promise<SettingsPage> {
  return sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    return {
      now,
      ...(await loadSettingsBasics(sql, shop, now)),
      mailbox: await loadMailbox(sql),
      imports: await loadOrderImports(sql),
      pausedAt: shop.pausedAt,
      holidays: {
        countryCode: shop.countryCode,
        days: yearOfHolidays(localDay(now, shop.timeZone), shop.countryCode),
      },
      languages: await loadLanguages(sql, shop.locale),
    };
  });
}

async function loadKinds(sql: ShopSql, at: Date): Promise<KindSwitch[]> {
  const rows = await sql.rows<{
    kind: string;
    mode: KindMode;
    reviewed: number;
    enabledAt: Date | null;
    reviewEndedAt: Date | null;
    percent: number;
    setBy: string | null;
    changedAt: Date | null;
  }>(
    `SELECT kind, mode, reviewed, enabled_at AS "enabledAt", review_ended_at AS "reviewEndedAt",
       holdout_percent AS percent, holdout_set_by AS "setBy", holdout_changed_at AS "changedAt"
     FROM shop_kind WHERE shop_id = $1`,
  );
  const moments = await countDueMoments(sql, activeKinds, at);
  const floods = await loadFloods(sql);
  return activeKinds.map((kind) => {
    const row = rows.find((candidate) => candidate.kind === kind);
    return {
      kind,
      mode: row?.mode ?? 'off',
      reviewed: row?.reviewed ?? 0,
      inReview: row !== undefined && isInReview(row, at),
      flood: floods.find((flood) => flood.kind === kind) ?? null,
      holdout: classOfKind[kind] === 'transactional' ? null : holdoutOf(row, moments.get(kind) ?? 0),
    };
  });
}

function holdoutOf(row: Omit<Holdout, 'enough' | 'dueMoments'> | undefined, dueMoments: number): Holdout {
  const { percent = 0, setBy = null, changedAt = null } = row ?? {};
  return { percent, setBy, changedAt, dueMoments, enough: DUE_MOMENTS_A_YEAR };
}

export type SaveResult =
  /** `stored`: the fields that stand otherwise than they were sent, by their shorter or plainer form or by a colleague. */
  | { status: 'saved'; stored: Partial<SettingsForm> }
  | { status: 'invalid'; errors: FieldErrors }
  /** Somebody else changed the same fields meanwhile, to what stands in `now`. */
  | { status: 'changed'; errors: FieldErrors; now: Partial<SettingsForm> };

/**
 * Saves what was changed on the settings page, all of it or nothing; each refused field comes back with its reason.
 * `demanded` may not be empty.
 */
export async function saveSettingsPage(
  shopId: bigint,
  given: unknown,
  demanded: readonly SettingsField[] = [],
): Promise<SaveResult> {
  const change = readSettingsChange(given);
  return sqlInShop(shopId, async (sql) => {
    // Two who save at once take turns: the second sees what the first has changed.
    await lockPlans(sql);
    const shop = await loadShop(sql);
    const smtp = await loadSmtp(sql);
    const { form, now: meanwhile } = mergeSettings(settingsForm(shop.settings, smtp, shop.currency), change);
    const clashing = Object.keys(meanwhile) as SettingsField[];
    if (clashing.length > 0)
      return { status: 'changed', errors: errorsOf(clashing, 'changed'), now: meanwhile };
    const empty = demanded.filter((field) => form[field] === '');
    const parsed = parseSettingsForm(form, { settings: shop.settings, smtp, currency: shop.currency });
    // All that is wrong is told at once: whoever mends one field would else be sent back for the next.
    const errors = { ...(parsed.status === 'invalid' && parsed.errors), ...errorsOf(empty, 'required') };
    if (parsed.status === 'invalid' || empty.length > 0) return { status: 'invalid', errors };
    if (endsInThePast(parsed.parts, shop))
      return { status: 'invalid', errors: errorsOf(['sendAllToUntil'], 'past') };
    const settings = await saveSettings(sql, parsed.parts);
    await saveSmtp(sql, parsed.smtp);
    // Another server or another sender: what the old one was paused for is tried again.
    const [before, after] = [
      [smtp, shop.settings.sender],
      [parsed.smtp, settings.sender],
    ].map((identity) => JSON.stringify(identity));
    if (before !== after) await resumeSender(sql);
    const standing = settingsForm(settings, parsed.smtp, shop.currency);
    return { status: 'saved', stored: standingOtherwise(standing, change.sent) };
  });
}

/** A password is never told again, so there is nothing to compare of it. */
function standingOtherwise(
  standing: SettingsForm,
  sent: Readonly<Record<string, unknown>>,
): Partial<SettingsForm> {
  const otherwise = Object.entries(standing).filter(
    ([field, value]) => field !== 'smtp.password' && value !== sent[field],
  );
  return Object.fromEntries(otherwise);
}

/** A last day that is over would let mails go to customers at once. One that has passed since it was stored stays. */
function endsInThePast(
  { sendAllTo = '', sendAllToUntil = '' }: Partial<ShopSettings>,
  shop: ShopFacts,
): boolean {
  const stored = shop.settings;
  if (sendAllTo === stored.sendAllTo && sendAllToUntil === stored.sendAllToUntil) return false;
  return sendAllTo !== '' && redirectOf({ sendAllTo, sendAllToUntil }, now(), shop.timeZone) === null;
}

function errorsOf(fields: readonly SettingsField[], error: FieldError): FieldErrors {
  return Object.fromEntries(fields.map((field) => [field, error]));
}
