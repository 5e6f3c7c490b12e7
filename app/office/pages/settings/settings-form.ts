import { withHash } from '~/base/lib/colour';
import { withoutControls } from '~/base/lib/control-characters';
import { dayNumber } from '~/base/lib/days';
import {
  type ShopSettings,
  type SmtpSettings,
  shopSettingsSchema,
  smtpSettingsSchema,
} from '~/base/settings/shop-settings';
import { readClosedDays } from '~/base/vocabulary/closed-days';
import { activeKinds } from '~/base/vocabulary/kinds';
import { reachFields, reachForm, reachOf } from '~/office/pages/settings/reach-form';

/**
 * The settings page as a flat form: a field's name is its place in the settings ('sender.email'), its value the text
 * or tick that the page holds. One list serves the page, the parser and the tests.
 */
export const textFields = [
  'sender.name',
  'sender.email',
  'sender.replyTo',
  'sender.postalAddress',
  'sender.signature',
  'smtp.host',
  'smtp.port',
  'smtp.security',
  'smtp.user',
  'smtp.password',
  'quiet.fromHour',
  'quiet.untilHour',
  'quiet.slot',
  'caps.perWeek',
  'caps.perMonth',
  'caps.marketingPerWeek',
  'brand.logoUrl',
  'brand.accentColour',
  'brand.backgroundColour',
  'runningLow.minimumPercent',
  'runningLow.minimumCycleDays',
  'neverTags',
  'sendAllTo',
  'sendAllToUntil',
  'closedOn',
  'attributionDays',
  'retentionDays.inbox',
  'retentionDays.attempts',
  ...reachFields,
] as const;
export type TextField = (typeof textFields)[number];

export const tickFields = [
  'smtp.own',
  'quiet.sundaysOff',
  'neverCompanies',
  'others.thank-you',
  'others.warranty-expiry',
  'others.running-low',
  'campaign.1',
  'campaign.2',
  'campaign.3',
  'campaign.4',
  'campaign.5',
  'campaign.6',
  'campaign.7',
] as const;
export type TickField = (typeof tickFields)[number];

export type SettingsField = TextField | TickField;
export type SettingsForm = Record<TextField, string> & Record<TickField, boolean>;

/** Why a field was not taken; the page has a sentence for each. */
export type FieldError =
  | 'required'
  | 'email'
  | 'url'
  | 'https'
  | 'colour'
  | 'range'
  | 'past'
  | 'long'
  | 'host'
  | 'slot-in-quiet'
  | 'day'
  | 'every-day'
  | 'country'
  | 'country-day'
  | 'amount'
  | 'changed'
  | 'invalid';
export type FieldErrors = Partial<Record<SettingsField, FieldError>>;

export type ParsedSettings =
  | { status: 'valid'; parts: Partial<ShopSettings>; smtp: SmtpSettings | null }
  | { status: 'invalid'; errors: FieldErrors };

/**
 * The form for settings that are stored, with amounts in the shop's currency. The password never leaves the server, so
 * its field is empty.
 */
export function settingsForm(
  settings: ShopSettings,
  smtp: SmtpSettings | null,
  currency: string,
): SettingsForm {
  const { sender, quiet, caps, brand, runningLow } = settings;
  return {
    'sender.name': sender.name,
    'sender.email': sender.email,
    'sender.replyTo': sender.replyTo,
    'sender.postalAddress': sender.postalAddress,
    'sender.signature': sender.signature,
    'smtp.own': smtp !== null,
    'smtp.host': smtp?.host ?? '',
    'smtp.port': String(smtp?.port ?? 587),
    'smtp.security': smtp?.security ?? 'starttls',
    'smtp.user': smtp?.user ?? '',
    'smtp.password': '',
    'quiet.fromHour': String(quiet.fromHour),
    'quiet.untilHour': String(quiet.untilHour),
    'quiet.slot': `${twoDigits(quiet.slotHour)}:${twoDigits(quiet.slotMinute)}`,
    'quiet.sundaysOff': quiet.sundaysOff,
    'caps.perWeek': String(caps.perWeek),
    'caps.perMonth': String(caps.perMonth),
    'caps.marketingPerWeek': String(caps.marketingPerWeek),
    'brand.logoUrl': brand.logoUrl,
    'brand.accentColour': brand.accentColour,
    'brand.backgroundColour': brand.backgroundColour,
    'runningLow.minimumPercent': String(Math.round(runningLow.minimumProbability * 100)),
    'runningLow.minimumCycleDays': String(runningLow.minimumCycleDays),
    neverTags: settings.neverTags.join(', '),
    neverCompanies: settings.neverCompanies,
    sendAllTo: settings.sendAllTo,
    sendAllToUntil: settings.sendAllToUntil,
    closedOn: closedText(settings.closedOn),
    attributionDays: String(settings.attributionDays),
    'retentionDays.inbox': String(settings.retentionDays.inbox),
    'retentionDays.attempts': String(settings.retentionDays.attempts),
    ...reachForm(settings, currency),
    ...ticksOf('others', activeKinds, settings.othersSend),
    ...ticksOf('campaign', weekdays, settings.campaignWeekdays),
  };
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** One tick for each of a list's possible entries, and back. */
function ticksOf<Group extends string, One extends string | number>(
  group: Group,
  all: readonly One[],
  on: readonly (string | number)[],
): Record<`${Group}.${One}`, boolean> {
  return Object.fromEntries(all.map((one) => [`${group}.${one}`, on.includes(one)])) as Record<
    `${Group}.${One}`,
    boolean
  >;
}

function ticked<One extends string | number>(
  form: SettingsForm,
  group: 'others' | 'campaign',
  all: readonly One[],
): One[] {
  return all.filter((one) => (form as Record<string, unknown>)[`${group}.${one}`] === true);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** Longer than any field may be, so that what is refused for its length costs nothing more. */
const LONGEST_TEXT = 30_000;

/** Takes what a browser sent: unknown fields are dropped, missing ones are empty. */
export function readSettingsForm(given: unknown): SettingsForm {
  const source = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const text = textFields.map((field) => {
    const value = source[field];
    const plain = typeof value === 'string' ? withoutControls(value.slice(0, LONGEST_TEXT)) : '';
    return [field, field === 'smtp.password' ? plain : readText(field, plain.trim())];
  });
  const ticks = tickFields.map((field) => [field, source[field] === true]);
  return Object.fromEntries([...text, ...ticks]) as SettingsForm;
}

function readText(field: TextField, text: string): string {
  return field === 'brand.accentColour' || field === 'brand.backgroundColour' ? withHash(text) : text;
}

/**
 * Settings from the form. `stored` fills what the page does not show, and the password that was left empty, which
 * serves the stored server, port, security and user only: no other place, and none in clear, is handed the old secret.
 */
export function parseSettingsForm(
  form: SettingsForm,
  stored: { settings: ShopSettings; smtp: SmtpSettings | null; currency: string },
): ParsedSettings {
  const errors: FieldErrors = {};
  const { settings } = stored;
  const [slotHour, slotMinute] = /^\d{1,2}:\d{2}$/.test(form['quiet.slot'])
    ? form['quiet.slot'].split(':').map(Number)
    : [Number.NaN, Number.NaN];
  const candidate = {
    sender: {
      ...settings.sender,
      name: form['sender.name'],
      email: form['sender.email'],
      replyTo: form['sender.replyTo'],
      postalAddress: form['sender.postalAddress'],
      signature: form['sender.signature'],
      domainVerified: settings.sender.domainVerified && form['sender.email'] === settings.sender.email,
    },
    brand: {
      logoUrl: form['brand.logoUrl'],
      accentColour: form['brand.accentColour'],
      backgroundColour: form['brand.backgroundColour'],
    },
    quiet: {
      fromHour: numberOf(form['quiet.fromHour']),
      untilHour: numberOf(form['quiet.untilHour']),
      slotHour,
      slotMinute,
      sundaysOff: form['quiet.sundaysOff'],
    },
    caps: {
      perWeek: numberOf(form['caps.perWeek']),
      perMonth: numberOf(form['caps.perMonth']),
      marketingPerWeek: numberOf(form['caps.marketingPerWeek']),
    },
    runningLow: {
      minimumProbability: numberOf(form['runningLow.minimumPercent']) / 100,
      minimumCycleDays: numberOf(form['runningLow.minimumCycleDays']),
    },
    neverTags: readTags(form.neverTags),
    neverCompanies: form.neverCompanies,
    sendAllTo: form.sendAllTo,
    sendAllToUntil: form.sendAllTo === '' ? '' : form.sendAllToUntil,
    othersSend: ticked(form, 'others', activeKinds),
    campaignWeekdays: ticked(form, 'campaign', weekdays),
    closedOn: closedDays(form.closedOn),
    attributionDays: numberOf(form.attributionDays),
    retentionDays: {
      inbox: numberOf(form['retentionDays.inbox']),
      attempts: numberOf(form['retentionDays.attempts']),
    },
    ...reachOf(form, stored, errors),
  };
  const parsed = shopSettingsSchema.partial().safeParse(candidate);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = fieldOf(issue.path);
      if (field) errors[field] ??= errorFor(field, issue.code);
    }
  }
  for (const field of ['sender.email', 'sender.replyTo', 'sender.name'] as const) {
    if (/[\r\n]/.test(form[field])) errors[field] ??= 'invalid';
  }
  if (form['sender.name'] === '' && (form['sender.email'] || form['sender.postalAddress'])) {
    errors['sender.name'] ??= 'required';
  }
  if (form['sender.email'] === '' && form['sender.name'] !== '') errors['sender.email'] ??= 'required';
  // Mail programs show no picture from elsewhere. One that was stored before that was asked hinders no other change.
  if (/^http:/i.test(form['brand.logoUrl']) && form['brand.logoUrl'] !== settings.brand.logoUrl) {
    errors['brand.logoUrl'] ??= 'https';
  }
  if (!errors['quiet.slot'] && isQuietAt(candidate.quiet)) errors['quiet.slot'] = 'slot-in-quiet';
  const smtp = smtpOf(form, stored.smtp, errors);
  if (Object.keys(errors).length > 0 || !parsed.success) return { status: 'invalid', errors };
  return { status: 'valid', parts: parsed.data, smtp };
}

/** The mail server of the form, or null where the installation's own is to be used. */
export function smtpOf(
  form: SettingsForm,
  stored: SmtpSettings | null,
  errors: FieldErrors,
): SmtpSettings | null {
  if (!form['smtp.own']) return null;
  const samePlace =
    stored !== null &&
    (['host', 'port', 'security', 'user'] as const).every(
      (field) => String(stored[field]) === form[`smtp.${field}`],
    );
  const parsed = smtpSettingsSchema.safeParse({
    host: form['smtp.host'],
    port: numberOf(form['smtp.port']),
    security: form['smtp.security'],
    user: form['smtp.user'],
    password: form['smtp.password'] || (samePlace ? stored.password : ''),
  });
  if (!/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/i.test(form['smtp.host'])) errors['smtp.host'] = 'host';
  if (parsed.success) {
    if (parsed.data.user && !parsed.data.password) errors['smtp.password'] = 'required';
    return parsed.data;
  }
  for (const issue of parsed.error.issues) {
    const field = fieldOf(['smtp', ...issue.path]);
    if (field) errors[field] ??= errorFor(field, issue.code);
  }
  return null;
}

export function readTags(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
}

const NO_DAY = 'no day';

/** What cannot be read as days stays in the list, and is refused there. */
function closedDays(text: string): readonly string[] {
  const read = readClosedDays(text);
  return read.wrongLines.length === 0 ? read.days : [NO_DAY];
}

/** Days in a row as one line. */
function closedText(days: readonly string[]): string {
  const spans: [from: string, to: string][] = [];
  for (const day of [...days].sort()) {
    const open = spans.at(-1);
    if (open && dayNumber(day) === dayNumber(open[1]) + 1) open[1] = day;
    else spans.push([day, day]);
  }
  return spans.map(([from, to]) => (from === to ? from : `${from} – ${to}`)).join('\n');
}

function numberOf(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

function fieldOf(path: readonly PropertyKey[]): SettingsField | null {
  const [first, second] = path.map(String);
  if (first === 'closedOn') return 'closedOn';
  if (first === 'neverTags') return 'neverTags';
  if (first === 'campaignWeekdays') return 'campaign.7';
  if (second === 'slotHour' || second === 'slotMinute') return 'quiet.slot';
  if (second === 'minimumProbability') return 'runningLow.minimumPercent';
  const name = second === undefined ? first : `${first}.${second}`;
  return [...textFields, ...tickFields].find((field) => field === name) ?? null;
}

function errorFor(field: SettingsField, code: string): FieldError {
  if (/^campaign/.test(field)) return 'every-day';
  if (field === 'closedOn') return 'day';
  if (/Days/.test(field)) return 'range';
  if (code === 'too_big' && !/Hour|slot|caps|port|Percent/.test(field)) return 'long';
  if (field === 'sendAllToUntil') return 'day';
  if (/email|replyTo|sendAllTo/.test(field)) return 'email';
  if (/Colour/.test(field)) return 'colour';
  if (/logoUrl/.test(field)) return 'url';
  if (/host/.test(field)) return 'host';
  if (/Hour|slot|caps|port|Percent/.test(field)) return 'range';
  return 'invalid';
}

function isQuietAt(quiet: { fromHour: number; untilHour: number; slotHour: number | undefined }): boolean {
  const { fromHour, untilHour, slotHour = Number.NaN } = quiet;
  if ([fromHour, untilHour, slotHour].some(Number.isNaN) || fromHour === untilHour) return false;
  return fromHour < untilHour
    ? slotHour >= fromHour && slotHour < untilHour
    : slotHour >= fromHour || slotHour < untilHour;
}
