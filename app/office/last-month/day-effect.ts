import { isoDay } from '~/base/lib/days';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { Kind, MessageClass } from '~/base/vocabulary/kinds';
import { openDayRule } from '~/outreach/planning/gates';
import { isOpenDay, type OpenDayRule } from '~/outreach/planning/open-days';

/** A mail of last month as its customer's calendar has it. */
export interface SentOn {
  readonly day: number;
  readonly countryCode: string | null;
  readonly kind: Kind;
  readonly class: MessageClass;
}

/** On what days last month's mails left that other settings would have kept free of them. */
export interface DayEffect {
  /** On the weekly day of rest of its customer's country. */
  readonly atRest: number;
  /** By calendar day, 'YYYY-MM-DD': those that a closed day would have moved. */
  readonly onDay: Readonly<Record<string, number>>;
  /** By weekday, Monday first: those that a campaign of the merchant's would have moved. */
  readonly onWeekday: readonly number[];
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
type Closing = Partial<Pick<ShopSettings, 'closedOn' | 'campaignWeekdays'>> & { readonly sundaysOff?: true };

/** Each setting is asked by itself, by the rule that places mails on open days. */
export function dayEffect(
  sent: readonly SentOn[],
  shop: { readonly countryCode: string | null; readonly settings: ShopSettings },
): DayEffect {
  const alike = new Map<string, { mail: SentOn; count: number }>();
  for (const mail of sent) {
    const key = `${mail.day} ${mail.countryCode} ${mail.kind} ${mail.class}`;
    const known = alike.get(key);
    if (known) known.count++;
    else alike.set(key, { mail, count: 1 });
  }
  const moved = (closing: (mail: SentOn) => Closing) =>
    [...alike.values()].reduce(
      (sum, { mail, count }) => (isOpenDay(mail.day, ruleOf(mail, shop, closing(mail))) ? sum : sum + count),
      0,
    );
  const days = [...new Set(sent.map(({ day }) => day))];
  return {
    atRest: moved(() => ({ sundaysOff: true })),
    onDay: Object.fromEntries(days.map((day) => [isoDay(day), moved(() => ({ closedOn: [isoDay(day)] }))])),
    onWeekday: weekdays.map((weekday) => moved(() => ({ campaignWeekdays: [weekday] }))),
  };
}

/** The rule of such a mail with nothing closed but what is asked about. */
function ruleOf(
  mail: SentOn,
  { countryCode, settings }: Parameters<typeof dayEffect>[1],
  { closedOn = [], campaignWeekdays = [], sundaysOff }: Closing,
): OpenDayRule {
  const quiet = { ...settings.quiet, sundaysOff: sundaysOff ?? false };
  const shop = { countryCode, settings: { ...settings, quiet, closedOn, campaignWeekdays } };
  return {
    ...openDayRule({ customer: { countryCode: mail.countryCode }, shop }, mail),
    workingDays: false,
  };
}
