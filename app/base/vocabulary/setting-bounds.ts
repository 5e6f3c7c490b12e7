/** The least and the most that each number of the settings may be, and what it is until somebody says otherwise. */
export const settingBounds = {
  'caps.perWeek': { from: 1, to: 7, usual: 2 },
  'caps.perMonth': { from: 1, to: 20, usual: 4 },
  'caps.marketingPerWeek': { from: 0, to: 7, usual: 1 },
  'runningLow.minimumPercent': { from: 5, to: 90, usual: 25 },
  'runningLow.minimumCycleDays': { from: 7, to: 60, usual: 14 },
  attributionDays: { from: 1, to: 60, usual: 14 },
  'retentionDays.inbox': { from: 1, to: 90, usual: 14 },
  'retentionDays.attempts': { from: 30, to: 730, usual: 180 },
  'smtp.port': { from: 1, to: 65_535, usual: 587 },
} as const;
export type BoundedSetting = keyof typeof settingBounds;

export function isBoundedSetting(field: string): field is BoundedSetting {
  return Object.hasOwn(settingBounds, field);
}

/** The port of a mail server, by how the connection to it is encrypted. */
export const usualPorts: Readonly<Record<string, number>> = { tls: 465, starttls: 587, none: 25 };

/** Months of a warranty where a product has no figure of its own; none is usual. */
export const warrantyMonths = { from: 1, to: 120 } as const;

/** What a product must cost for a mail about its warranty, in the currency's main unit. */
export const warrantyPrice = { from: 0, to: 1_000_000, usual: 50 } as const;

/** How many characters a text may have. */
export const settingLengths = {
  'sender.name': 100,
  'sender.postalAddress': 500,
  'sender.signature': 200,
} as const;
export type MeasuredSetting = keyof typeof settingLengths;

export function isMeasuredSetting(field: string): field is MeasuredSetting {
  return Object.hasOwn(settingLengths, field);
}

export const MOST_TAGS = 100;
export const LONGEST_TAG = 255;
export const MOST_CAMPAIGN_DAYS = 6;

/** What is no number and stands until somebody says otherwise. */
export const usualSettings = {
  quiet: { fromHour: 20, untilHour: 9, slotHour: 10, slotMinute: 0, sundaysOff: true },
  brand: { logoUrl: '', accentColour: '#1f5c4d', backgroundColour: '#f4f2ee' },
  neverTags: ['wholesale', 'staff'],
  neverCompanies: true,
} as const;
