import { z } from 'zod';
import { isDay } from '~/base/lib/days';
import { MOST_CLOSED_DAYS } from '~/base/vocabulary/closed-days';
import { activeKinds } from '~/base/vocabulary/kinds';
import {
  type BoundedSetting,
  LONGEST_TAG,
  MOST_CAMPAIGN_DAYS,
  MOST_TAGS,
  settingBounds,
  settingLengths,
  usualSettings,
  warrantyMonths,
} from '~/base/vocabulary/setting-bounds';

/**
 * A shop's settings: one schema with defaults and bounds. Stored as JSON on the shop; what is missing or out of bounds
 * in a stored value falls back to its default, so an old row never stops a mail.
 */
const hour = z.number().int().min(0).max(23);
const country = z.string().regex(/^[A-Z]{2}$/);
const day = z.string().refine((on) => isDay(on) && on >= '2000');
/** A host that stays one word wherever it is quoted, such as in a security policy. */
const plainHost = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/;

function within(setting: BoundedSetting) {
  const { from, to } = settingBounds[setting];
  return z.number().int().min(from).max(to);
}

function usual(setting: BoundedSetting): number {
  return settingBounds[setting].usual;
}
const reorderPercent = settingBounds['runningLow.minimumPercent'];

export const shopSettingsSchema = z.object({
  sender: z
    .object({
      name: z.string().max(settingLengths['sender.name']),
      email: z.union([z.literal(''), z.email()]),
      replyTo: z.union([z.literal(''), z.email()]),
      postalAddress: z.string().max(settingLengths['sender.postalAddress']),
      /** A person who signs, with a role: "Ada, care desk". */
      signature: z.string().max(settingLengths['sender.signature']),
      domainVerified: z.boolean(),
    })
    .default({ name: '', email: '', replyTo: '', postalAddress: '', signature: '', domainVerified: false }),
  brand: z
    .object({
      logoUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/, hostname: plainHost })]),
      accentColour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
      backgroundColour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    })
    .default(usualSettings.brand),
  quiet: z
    .object({
      fromHour: hour,
      untilHour: hour,
      slotHour: hour,
      slotMinute: z.number().int().min(0).max(59),
      sundaysOff: z.boolean(),
    })
    .default(usualSettings.quiet),
  /** At most so many mails that are not transactional in 7 and 30 days; marketing in 7 days. */
  caps: z
    .object({
      perWeek: within('caps.perWeek'),
      perMonth: within('caps.perMonth'),
      marketingPerWeek: within('caps.marketingPerWeek'),
    })
    .default({
      perWeek: usual('caps.perWeek'),
      perMonth: usual('caps.perMonth'),
      marketingPerWeek: usual('caps.marketingPerWeek'),
    }),
  /** Calendar days 'YYYY-MM-DD' on which nothing but transactional mail goes out. */
  closedOn: z.array(day).max(MOST_CLOSED_DAYS).default([]),
  runningLow: z
    .object({
      minimumProbability: z
        .number()
        .min(reorderPercent.from / 100)
        .max(reorderPercent.to / 100),
      minimumCycleDays: within('runningLow.minimumCycleDays'),
    })
    .default({
      minimumProbability: reorderPercent.usual / 100,
      minimumCycleDays: usual('runningLow.minimumCycleDays'),
    }),
  warranty: z
    .object({
      /** In minor units of the shop's currency; null: 50 of its main unit. */
      minimumUnitPriceMinor: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
      defaultMonths: z.number().int().min(warrantyMonths.from).max(warrantyMonths.to).nullable(),
    })
    .default({ minimumUnitPriceMinor: null, defaultMonths: null }),
  /** Country → the day from which the merchant attests a soft opt-in at checkout. */
  softOptInSince: z.record(country, day).default({}),
  /** Countries to whose customers nothing but a recall goes out at present. */
  pausedCountries: z.array(country).max(250).default([]),
  neverTags: z
    .array(z.string().max(LONGEST_TAG))
    .max(MOST_TAGS)
    .default([...usualSettings.neverTags]),
  neverCompanies: z.boolean().default(usualSettings.neverCompanies),
  /** For the first week: everything goes to this address instead, up to and including a day; '' is without an end. */
  sendAllTo: z.union([z.literal(''), z.email()]).default(''),
  sendAllToUntil: z.union([z.literal(''), day]).default(''),
  /** Kinds that another tool of the merchant's sends already: not proposed, and said so beside their switch. */
  othersSend: z.array(z.enum(activeKinds)).default([]),
  /** Weekdays (1 = Monday) of the merchant's own campaigns: no marketing from us on these. */
  campaignWeekdays: z.array(z.number().int().min(1).max(7)).max(MOST_CAMPAIGN_DAYS).default([]),
  /** Where a flow trigger fires beside or instead of the mail: kind → channel. */
  channelByKind: z.record(z.string(), z.enum(['email', 'flow'])).default({}),
  /** How the sender's domain is checked, and since when it is new to us (ISO instant); null: it is no new one. */
  senderDomain: z
    .object({
      selector: z.string().max(63),
      warmUpSince: z.iso.datetime().nullable(),
      /** The one that was last found in order: another address of it is no new domain. */
      domain: z.string().max(255).default(''),
    })
    .default({ selector: '', warmUpSince: null, domain: '' }),
  attributionDays: within('attributionDays').default(usual('attributionDays')),
  retentionDays: z
    .object({ inbox: within('retentionDays.inbox'), attempts: within('retentionDays.attempts') })
    .default({ inbox: usual('retentionDays.inbox'), attempts: usual('retentionDays.attempts') }),
});

export type ShopSettings = z.infer<typeof shopSettingsSchema>;

/** Reads stored settings leniently: each part that does not parse takes its default. */
export function readShopSettings(stored: unknown): ShopSettings {
  const source = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const kept: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(shopSettingsSchema.shape)) {
    const given = source[name];
    if (given !== undefined && part.safeParse(given).success) kept[name] = given;
  }
  return shopSettingsSchema.parse(kept);
}

/** Merchant's own mail server; stored sealed beside the settings. */
export const smtpSettingsSchema = z.object({
  host: z.string().min(1).max(255),
  port: within('smtp.port'),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(255).default(''),
  password: z.string().max(500).default(''),
});
export type SmtpSettings = z.infer<typeof smtpSettingsSchema>;

/** Mailbox that takes bounces and replies (IMAP); stored sealed beside the settings. */
export const inboundSettingsSchema = z.object({
  host: z.string().min(1).max(255),
  port: within('smtp.port'),
  secure: z.boolean(),
  user: z.string().max(255),
  password: z.string().max(500),
  mailbox: z.string().max(255).default('INBOX'),
});
export type InboundSettings = z.infer<typeof inboundSettingsSchema>;
