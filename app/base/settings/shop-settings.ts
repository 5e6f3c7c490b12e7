import { z } from 'zod';
import { isDay } from '~/base/lib/days';
import { activeKinds } from '~/base/vocabulary/kinds';

/**
 * A shop's settings: one schema with defaults and bounds. Stored as JSON on the shop; what is missing or out of bounds
 * in a stored value falls back to its default, so an old row never stops a mail.
 */
const hour = z.number().int().min(0).max(23);
const country = z.string().regex(/^[A-Z]{2}$/);
const day = z.string().refine((on) => isDay(on) && on >= '2000');
/** A host that stays one word wherever it is quoted, such as in a security policy. */
const plainHost = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/;

export const shopSettingsSchema = z.object({
  sender: z
    .object({
      name: z.string().max(100),
      email: z.union([z.literal(''), z.email()]),
      replyTo: z.union([z.literal(''), z.email()]),
      postalAddress: z.string().max(500),
      /** A person who signs, with a role: "Ada, care desk". */
      signature: z.string().max(200),
      domainVerified: z.boolean(),
    })
    .default({ name: '', email: '', replyTo: '', postalAddress: '', signature: '', domainVerified: false }),
  brand: z
    .object({
      logoUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/, hostname: plainHost })]),
      accentColour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
      backgroundColour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    })
    .default({ logoUrl: '', accentColour: '#1f5c4d', backgroundColour: '#f4f2ee' }),
  quiet: z
    .object({
      fromHour: hour,
      untilHour: hour,
      slotHour: hour,
      slotMinute: z.number().int().min(0).max(59),
      sundaysOff: z.boolean(),
    })
    .default({ fromHour: 20, untilHour: 9, slotHour: 10, slotMinute: 0, sundaysOff: true }),
  /** At most so many mails that are not transactional in 7 and 30 days; marketing in 7 days. */
  caps: z
    .object({
      perWeek: z.number().int().min(1).max(7),
      perMonth: z.number().int().min(1).max(20),
      marketingPerWeek: z.number().int().min(0).max(7),
    })
    .default({ perWeek: 2, perMonth: 4, marketingPerWeek: 1 }),
  /** Calendar days 'YYYY-MM-DD' on which nothing but transactional mail goes out. */
  closedOn: z.array(day).max(366).default([]),
  runningLow: z
    .object({
      minimumProbability: z.number().min(0.05).max(0.9),
      minimumCycleDays: z.number().int().min(7).max(60),
    })
    .default({ minimumProbability: 0.25, minimumCycleDays: 14 }),
  warranty: z
    .object({
      /** In minor units of the shop's currency; null: 50 of its main unit. */
      minimumUnitPriceMinor: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
      defaultMonths: z.number().int().min(1).max(120).nullable(),
    })
    .default({ minimumUnitPriceMinor: null, defaultMonths: null }),
  /** Country → the day from which the merchant attests a soft opt-in at checkout. */
  softOptInSince: z.record(country, day).default({}),
  /** Countries to whose customers nothing but a recall goes out at present. */
  pausedCountries: z.array(country).max(250).default([]),
  neverTags: z.array(z.string().max(255)).max(100).default(['wholesale', 'staff']),
  neverCompanies: z.boolean().default(true),
  /** For the first week: everything goes to this address instead, up to and including a day; '' is without an end. */
  sendAllTo: z.union([z.literal(''), z.email()]).default(''),
  sendAllToUntil: z.union([z.literal(''), day]).default(''),
  /** Kinds that another tool of the merchant's sends already: not proposed, and said so beside their switch. */
  othersSend: z.array(z.enum(activeKinds)).default([]),
  /** Weekdays (1 = Monday) of the merchant's own campaigns: no marketing from us on these. */
  campaignWeekdays: z.array(z.number().int().min(1).max(7)).max(6).default([]),
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
  attributionDays: z.number().int().min(1).max(60).default(14),
  retentionDays: z
    .object({ inbox: z.number().int().min(1).max(90), attempts: z.number().int().min(30).max(730) })
    .default({ inbox: 14, attempts: 180 }),
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
  port: z.number().int().min(1).max(65535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(255).default(''),
  password: z.string().max(500).default(''),
});
export type SmtpSettings = z.infer<typeof smtpSettingsSchema>;

/** Mailbox that takes bounces and replies (IMAP); stored sealed beside the settings. */
export const inboundSettingsSchema = z.object({
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65535),
  secure: z.boolean(),
  user: z.string().max(255),
  password: z.string().max(500),
  mailbox: z.string().max(255).default('INBOX'),
});
export type InboundSettings = z.infer<typeof inboundSettingsSchema>;
