import { minorDigits, parseAmount } from '~/base/lib/money';
import type { ShopSettings } from '~/base/settings/shop-settings';
import { isCountry } from '~/base/vocabulary/countries';
import { countryDayProblem, readCountryDays, writeCountryDays } from '~/base/vocabulary/country-days';
import { flowKinds } from '~/base/vocabulary/kinds';
import { warrantyMonths, warrantyPrice } from '~/base/vocabulary/setting-bounds';
import type { FieldErrors, SettingsForm } from '~/office/pages/settings/settings-form';

/** The fields that say whom Carafe reaches: countries, the price from which a warranty is worth a word, the way out. */
export const reachFields = [
  'softOptIn',
  'pausedCountries',
  'warranty.minimumPrice',
  'warranty.defaultMonths',
  'channel.warranty-expiry',
  'channel.running-low',
] as const;
type ReachField = (typeof reachFields)[number];

type ReachSettings = Pick<ShopSettings, 'softOptInSince' | 'pausedCountries' | 'warranty' | 'channelByKind'>;

/** An empty price is Carafe's own, empty months are none. */
export function reachForm(settings: ReachSettings, currency: string): Record<ReachField, string> {
  const { softOptInSince, pausedCountries, warranty, channelByKind } = settings;
  const { minimumUnitPriceMinor: price, defaultMonths } = warranty;
  const digits = minorDigits(currency);
  return {
    softOptIn: writeCountryDays(Object.entries(softOptInSince).map(([country, on]) => ({ country, on }))),
    pausedCountries: pausedCountries.join(','),
    'warranty.minimumPrice':
      price === null ? '' : (price / 10 ** digits).toFixed(price % 10 ** digits === 0 ? 0 : digits),
    'warranty.defaultMonths': defaultMonths === null ? '' : String(defaultMonths),
    'channel.warranty-expiry': channelByKind['warranty-expiry'] ?? 'email',
    'channel.running-low': channelByKind['running-low'] ?? 'email',
  };
}

/** The settings of these fields; what cannot be taken is named in `errors`. */
export function reachOf(
  form: Pick<SettingsForm, ReachField>,
  stored: { readonly settings: ReachSettings; readonly currency: string },
  errors: FieldErrors,
): ReachSettings {
  const rows = readCountryDays(form.softOptIn);
  if (rows.some((_, at) => countryDayProblem(rows, at) !== null)) errors.softOptIn = 'country-day';
  const paused = form.pausedCountries.split(',').filter(Boolean);
  if (!paused.every(isCountry)) errors.pausedCountries = 'country';
  const months = form['warranty.defaultMonths'];
  const { from, to } = warrantyMonths;
  if (!/^(\d{1,3})?$/.test(months) || (months !== '' && (Number(months) < from || Number(months) > to))) {
    errors['warranty.defaultMonths'] = 'range';
  }
  return {
    softOptInSince: Object.fromEntries(rows.map(({ country, on }) => [country, on])),
    pausedCountries: [...new Set(paused)],
    warranty: {
      minimumUnitPriceMinor: priceOf(form['warranty.minimumPrice'], stored.currency, errors),
      defaultMonths: months === '' ? null : Number(months),
    },
    channelByKind: channelsOf(form, stored.settings, errors),
  };
}

/** '49.90' and '49,90' are the same; thousands are not set apart. */
function priceOf(text: string, currency: string, errors: FieldErrors): number | null {
  if (text === '') return null;
  const minor = parseAmount(text.replace(',', '.'), currency);
  if (
    minor !== null &&
    minor >= 0n &&
    minor <= BigInt(warrantyPrice.to) * 10n ** BigInt(minorDigits(currency))
  )
    return Number(minor);
  errors['warranty.minimumPrice'] = 'amount';
  return null;
}

/** Mail is what a kind goes by unless it says otherwise. */
function channelsOf(
  form: Pick<SettingsForm, ReachField>,
  { channelByKind }: ReachSettings,
  errors: FieldErrors,
): ReachSettings['channelByKind'] {
  const chosen = { ...channelByKind };
  for (const kind of flowKinds) {
    const channel = form[`channel.${kind}`];
    delete chosen[kind];
    if (channel === 'flow') chosen[kind] = 'flow';
    else if (channel !== 'email') errors[`channel.${kind}`] = 'invalid';
  }
  return chosen;
}
