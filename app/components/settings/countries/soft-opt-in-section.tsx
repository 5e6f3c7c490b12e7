import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { countryName } from '~/base/strings/country-name';
import {
  type CountryDay,
  countryDayProblem,
  readCountryDays,
  writeCountryDays,
} from '~/base/vocabulary/country-days';
import { usePanel } from '~/components/frame/panel-context';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { Concerned } from '~/components/settings/concerned';
import { CountrySelect } from '~/components/settings/countries/country-select';
import { type SectionProps, SettingsSection, useErrorOf } from '~/components/settings/settings-sections';

/** Countries in which the checkout tells buyers that they get mail about similar goods, and since when it does. */
export function SoftOptInSection({ draft, errors }: SectionProps) {
  const { s } = usePanel();
  const words = s.reach.softOptIn;
  const place = useKeptFocus<HTMLDivElement>();
  const error = useErrorOf({ draft, errors })('softOptIn');
  const rows = readCountryDays(draft.form.softOptIn);
  const write = (next: readonly CountryDay[]) => draft.set('softOptIn', writeCountryDays(next));
  return (
    <SettingsSection id="soft-opt-in" title={words.title} about={words.about}>
      <div ref={place}>
        <BlockStack gap="400">
          <Text as="p">{words.means}</Text>
          {rows.length === 0 && (
            <Text as="p" tone="subdued">
              {words.none}
            </Text>
          )}
          {rows.map((_, at) => (
            <SoftOptInRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; it has no other identity while it is typed
              key={at}
              rows={rows}
              at={at}
              refused={error !== undefined}
              onChange={(row) => write(rows.map((old, place) => (place === at ? row : old)))}
              onRemove={() => write(rows.filter((_, place) => place !== at))}
            />
          ))}
          <InlineStack>
            <Button id="softOptIn" onClick={() => write([...rows, { country: '', on: '' }])}>
              {words.add}
            </Button>
          </InlineStack>
        </BlockStack>
      </div>
    </SettingsSection>
  );
}

interface RowProps {
  readonly rows: readonly CountryDay[];
  readonly at: number;
  readonly refused: boolean;
  readonly onChange: (row: CountryDay) => void;
  readonly onRemove: () => void;
}

function SoftOptInRow({ rows, at, refused, onChange, onRemove }: RowProps) {
  const { s, locale } = usePanel();
  const words = s.reach.softOptIn;
  const row = rows[at] ?? { country: '', on: '' };
  const problem = countryDayProblem(rows, at);
  const others = rows.filter((_, place) => place !== at).map(({ country }) => country);
  const name = countryName(row.country, locale);
  return (
    <div data-row="">
      <BlockStack gap="100">
        <div className="carafe-country-row">
          <CountrySelect
            id={`softOptIn-${at}`}
            label={s.reach.country}
            value={row.country}
            without={others}
            onChange={(country) => onChange({ ...row, country })}
            error={
              refused && (problem === 'country' || problem === 'twice')
                ? s.settings.errors[problem === 'twice' ? 'country-day' : 'country']
                : undefined
            }
          />
          <TextField
            label={words.since}
            type="date"
            value={row.on}
            onChange={(on) => onChange({ ...row, on })}
            autoComplete="off"
            {...(refused && problem === 'day' && { error: s.settings.errors.day })}
          />
          <Button
            onClick={onRemove}
            accessibilityLabel={s.reach.removeOf(row.country === '' ? s.reach.country : name)}
          >
            {s.reach.remove}
          </Button>
        </div>
        <Concerned
          ask={problem === null ? { what: 'soft-opt-in', country: row.country, on: row.on } : null}
          say={({ count, of, looked }) =>
            looked === null ? words.effect(count, of) : words.effectOfNewest(looked, count, of)
          }
        />
      </BlockStack>
    </div>
  );
}
