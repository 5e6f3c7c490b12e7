import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { countryName } from '~/base/strings/country-name';
import { usePanel } from '~/components/frame/panel-context';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { Concerned } from '~/components/settings/concerned';
import { CountrySelect } from '~/components/settings/countries/country-select';
import { type SectionProps, SettingsSection, useErrorOf } from '~/components/settings/settings-sections';

/** Countries to which nothing goes for now. What was planned keeps its place and is judged again when the pause ends. */
export function PausedCountriesSection({ draft, errors }: SectionProps) {
  const { s, locale } = usePanel();
  const words = s.reach.paused;
  const paused = draft.form.pausedCountries.split(',').filter(Boolean);
  const write = (next: readonly string[]) => draft.set('pausedCountries', next.join(','));
  const place = useKeptFocus<HTMLDivElement>();
  const error = useErrorOf({ draft, errors })('pausedCountries');
  return (
    <SettingsSection id="paused-countries" title={words.title} about={words.about}>
      <div ref={place}>
        <BlockStack gap="400">
          {paused.length === 0 ? (
            <Text as="p" tone="subdued">
              {words.none}
            </Text>
          ) : (
            <ul className="carafe-rows" data-plain="">
              {paused.map((country) => (
                <li key={country} data-row="">
                  <InlineStack align="space-between" blockAlign="center" gap="300" wrap={false}>
                    <BlockStack gap="050">
                      <Text as="p" fontWeight="medium">
                        {countryName(country, locale)}
                      </Text>
                      <Concerned
                        ask={{ what: 'pause', country }}
                        say={({ count, looked }) =>
                          looked === null ? words.effect(count) : words.effectOfFirst(looked, count)
                        }
                      />
                    </BlockStack>
                    <Button
                      onClick={() => write(paused.filter((one) => one !== country))}
                      accessibilityLabel={words.resumeOf(countryName(country, locale))}
                    >
                      {words.resume}
                    </Button>
                  </InlineStack>
                </li>
              ))}
            </ul>
          )}
          <CountrySelect
            id="pausedCountries"
            label={words.add}
            value=""
            without={paused}
            onChange={(country) => country !== '' && write([...paused, country])}
            error={error}
          />
        </BlockStack>
      </div>
    </SettingsSection>
  );
}
