import { BlockStack, Button, InlineStack, List, Text, TextField } from '@shopify/polaris';
import { countryName } from '~/base/strings/country-name';
import { languageName } from '~/base/strings/language-name';
import { MOST_CLOSED_DAYS, readClosedDays } from '~/base/vocabulary/closed-days';
import { NeighbourFields } from '~/components/first-run/settings-steps';
import { usePanel } from '~/components/frame/panel-context';
import { Why } from '~/components/parts/why';
import { Effect } from '~/components/settings/last-month/last-month';
import { type SectionProps, SettingsSection, useField } from '~/components/settings/settings-sections';
import type { LanguageShare } from '~/office/pages/settings/languages.server';
import type { SettingsPage } from '~/office/pages/settings/settings.server';

interface ClosedDaysProps extends SectionProps {
  readonly holidays: SettingsPage['holidays'];
}

const MOST_LINES_NAMED = 5;

export function ClosedDaysSection({ holidays, ...props }: ClosedDaysProps) {
  const { s, locale, write } = usePanel();
  const words = s.moreSettings.closed;
  const { error: refused, ...field } = useField(props)('closedOn');
  const { days, wrongLines } = readClosedDays(field.value);
  const isChanged = props.errors.closedOn === 'changed';
  const further = wrongLines.length - MOST_LINES_NAMED;
  const named = wrongLines.slice(0, MOST_LINES_NAMED).map(String);
  if (further > 0) named.push(words.moreLines(write.number(further)));
  const isReadable = wrongLines.length === 0;
  const wrong = !isReadable
    ? words.wrongLines(wrongLines.length, write.list(named))
    : words.tooMany(MOST_CLOSED_DAYS);
  const error = isChanged ? refused : wrong;
  // A line that was mended since it was refused is told no more.
  const isWrong = refused && (isChanged || !isReadable || days.length > MOST_CLOSED_DAYS);
  const missing = isReadable ? holidays.days.filter((day) => !days.includes(day)) : [];
  const country = countryName(holidays.countryCode ?? '', locale);
  return (
    <SettingsSection id="closed" title={words.title} about={words.about}>
      <BlockStack gap="300">
        <TextField
          {...field}
          {...(isWrong && { error })}
          label={words.days}
          helpText={words.help}
          multiline={3}
        />
        {isReadable && days.length > 0 && (
          <Effect
            say={({ mails, days: { onDay } }) => {
              const lastDay = Object.keys(onDay).sort().at(-1) ?? '';
              // Of days to come last month says nothing.
              if (days.every((day) => day > lastDay)) return null;
              const moved = days.reduce((sum, day) => sum + (onDay[day] ?? 0), 0);
              return s.lastMonth.closed(write.number(moved), write.number(mails));
            }}
          />
        )}
        {missing.length > 0 && (
          <InlineStack>
            <Button
              size="slim"
              onClick={() => field.onChange([field.value.trim(), ...missing].filter(Boolean).join('\n'))}
            >
              {words.add(write.number(missing.length), country)}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </SettingsSection>
  );
}

/** Which languages the buyers speak, and which they are written to in. */
export function LanguagesSection({ languages: { shares, amongNewest } }: Pick<SettingsPage, 'languages'>) {
  const { s, locale, write } = usePanel();
  const words = s.moreSettings.languages;
  const line = ({ language, customers, writtenIn }: LanguageShare) => {
    const name = language ? languageName(language, locale) : words.unknown;
    const count = write.number(customers);
    return language === writtenIn
      ? words.own(name, count)
      : words.other(name, count, languageName(writtenIn, locale));
  };
  return (
    <SettingsSection id="languages" title={words.title} about={words.about}>
      <BlockStack gap="200">
        {shares.length === 0 && (
          <Text as="p" tone="subdued">
            {words.none}
          </Text>
        )}
        <List>
          {shares.map((share) => (
            <List.Item key={share.language ?? ''}>{line(share)}</List.Item>
          ))}
        </List>
        {shares.length > 0 && <Why {...s.whys.languages} />}
        {amongNewest !== null && (
          <Text as="p" tone="subdued">
            {words.amongNewest(write.number(amongNewest))}
          </Text>
        )}
        {shares.some(({ language, writtenIn }) => language && language !== writtenIn) && (
          <Text as="p" tone="subdued">
            {words.notTheirs}
          </Text>
        )}
      </BlockStack>
    </SettingsSection>
  );
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export function NeighboursSection(props: SectionProps) {
  const { s, write } = usePanel();
  const words = s.moreSettings.neighbours;
  const { form } = props.draft;
  return (
    <SettingsSection id="neighbours" title={words.title} about={words.about}>
      <BlockStack gap="200">
        <NeighbourFields {...props} />
        <Effect
          say={({ marketing, days: { onWeekday } }) => {
            const moved = weekdays.filter((weekday) => form[`campaign.${weekday}`]);
            const count = moved.reduce((sum, weekday) => sum + (onWeekday[weekday - 1] ?? 0), 0);
            return s.lastMonth.campaign(write.number(count), write.number(marketing));
          }}
        />
      </BlockStack>
    </SettingsSection>
  );
}
