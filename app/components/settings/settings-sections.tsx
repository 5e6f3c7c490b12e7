import { BlockStack, Card, Checkbox, FormLayout, Layout, Select, Text, TextField } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { isoDay, localDay } from '~/base/lib/days';
import { readTypedNumber } from '~/base/lib/typed-number';
import {
  type BoundedSetting,
  isBoundedSetting,
  isMeasuredSetting,
  LONGEST_TAG,
  type MeasuredSetting,
  MOST_TAGS,
  settingBounds,
  settingLengths,
  usualSettings,
} from '~/base/vocabulary/setting-bounds';
import { usePanel } from '~/components/frame/panel-context';
import type { Draft } from '~/components/frame/use-draft';
import { Concerned } from '~/components/settings/concerned';
import { DomainCheck } from '~/components/settings/domain-check';
import { countShorter } from '~/components/settings/last-month/count-shorter';
import { Effect } from '~/components/settings/last-month/last-month';
import { useSellingWords } from '~/components/settings/use-selling-words';
import type { CapEffect } from '~/office/last-month/cap-effect';
import type { LastMonth } from '~/office/last-month/last-month.server';
import type {
  FieldErrors,
  TextField as FieldName,
  SettingsForm,
} from '~/office/pages/settings/settings-form';

export interface SectionProps {
  readonly draft: Draft<SettingsForm>;
  readonly errors: FieldErrors;
}

interface SectionFrameProps {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** One titled part of the settings, with the sentence that explains it beside the controls. */
export function SettingsSection({ id, title, about, children }: SectionFrameProps) {
  return (
    <Layout.AnnotatedSection id={id} title={title} description={about}>
      <Card>{children}</Card>
    </Layout.AnnotatedSection>
  );
}

/** Why a field was refused, in words: of what goes too far, how far it may. */
export function useErrorOf({ draft, errors }: SectionProps) {
  const { s, write } = usePanel();
  return (field: FieldName): string | undefined => {
    const code = errors[field];
    if (code === 'changed') return s.settings.changedTo(draft.openedWith[field]);
    if (code === 'range' && field === 'quiet.slot') return s.settingAbout.anyTime;
    if (code === 'range' && isBoundedSetting(field)) {
      const { from, to } = settingBounds[field];
      return s.settings.between(write.number(from), write.number(to));
    }
    if (code === 'long' && isMeasuredSetting(field)) return s.settingAbout.longest(settingLengths[field]);
    if (code === 'long' && field === 'neverTags') return s.settingAbout.longestList(MOST_TAGS, LONGEST_TAG);
    return code === 'slot-in-quiet' ? s.settings.quiet.slotInQuiet : code && s.settings.errors[code];
  };
}

/** Everything that a text field of the settings needs, its error beside it in words. */
export function useField({ draft, errors }: SectionProps) {
  const errorOf = useErrorOf({ draft, errors });
  return (field: FieldName) => {
    const error = errorOf(field);
    return {
      id: field,
      name: field,
      value: draft.form[field],
      onChange: (value: string) => draft.set(field, value),
      autoComplete: 'off',
      ...(error && { error }),
    };
  };
}

/** A number's field, which says between what it may be, and what is usual. */
export function useNumberField(props: SectionProps) {
  const { s, write } = usePanel();
  const field = useField(props);
  return (name: FieldName & BoundedSetting, about = '', usual: number = settingBounds[name].usual) => {
    const { from, to } = settingBounds[name];
    const bounds = s.settingAbout.bounds(write.number(from), write.number(to), write.number(usual));
    return {
      ...field(name),
      type: 'number' as const,
      min: from,
      max: to,
      helpText: about === '' ? bounds : `${about} ${bounds}`,
    };
  };
}

export function SenderSection(props: SectionProps) {
  const { title, about } = usePanel().s.settings.sender;
  return (
    <SettingsSection id="sender" title={title} about={about}>
      <BlockStack gap="400">
        <SenderFields {...props} />
        <DomainCheck draft={props.draft} />
      </BlockStack>
    </SettingsSection>
  );
}

export function SenderFields(props: SectionProps) {
  const { s } = usePanel();
  const field = useField(props);
  const words = s.settings.sender;
  const { form } = props.draft;
  const selling = useSellingWords({
    name: form['sender.name'],
    signature: form['sender.signature'],
    postalAddress: form['sender.postalAddress'],
  });
  const help = (name: MeasuredSetting, about: string, found: string | undefined) => (
    <SellingHelp about={`${about} ${s.settingAbout.longest(settingLengths[name])}`} found={found} />
  );
  return (
    <FormLayout>
      <TextField
        {...field('sender.name')}
        label={words.name}
        helpText={help('sender.name', words.nameHelp, selling.name)}
        maxLength={settingLengths['sender.name']}
      />
      <TextField {...field('sender.email')} label={words.email} helpText={words.emailHelp} type="email" />
      <TextField
        {...field('sender.replyTo')}
        label={words.replyTo}
        helpText={words.replyToHelp}
        type="email"
      />
      <TextField
        {...field('sender.postalAddress')}
        label={words.postalAddress}
        helpText={help('sender.postalAddress', words.postalAddressHelp, selling.postalAddress)}
        multiline={3}
        maxLength={settingLengths['sender.postalAddress']}
      />
      <TextField
        {...field('sender.signature')}
        label={words.signature}
        helpText={help('sender.signature', words.signatureHelp, selling.signature)}
        maxLength={settingLengths['sender.signature']}
      />
    </FormLayout>
  );
}

/** What a field is for, and what in it makes every mail an advertisement. */
function SellingHelp({ about, found }: { about: string; found: string | undefined }) {
  const { s } = usePanel();
  return (
    <BlockStack gap="100">
      <span>{about}</span>
      <span aria-live="polite">
        {found !== undefined && (
          <Text as="span" tone="caution">
            {s.settings.sender.sells(found)}
          </Text>
        )}
      </span>
    </BlockStack>
  );
}

export function QuietSection(props: SectionProps) {
  const { s, timeZone, write } = usePanel();
  const said = useQuietEffect(props.draft);
  const field = useField(props);
  const words = s.settings.quiet;
  const about = s.settingAbout;
  const usual = usualSettings.quiet;
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clock(hour) }));
  return (
    <SettingsSection id="quiet" title={words.title} about={`${words.about} ${about.zone(timeZone)}`}>
      <FormLayout>
        <div className="carafe-two">
          <Select {...field('quiet.fromHour')} label={words.from} options={hours} />
          <Select {...field('quiet.untilHour')} label={words.until} options={hours} />
          <TextField {...field('quiet.slot')} label={words.slot} type="time" />
        </div>
        <Text as="p" tone="subdued">
          {about.quietHours(clock(usual.fromHour), clock(usual.untilHour))}
        </Text>
        <Text as="p" tone="subdued">
          {words.slotHelp} {about.usually(clock(usual.slotHour, usual.slotMinute))}
        </Text>
        <Effect say={said} />
        <Checkbox
          label={words.sundaysOff}
          helpText={`${about.sundays} ${about.usuallyOn}`}
          checked={props.draft.form['quiet.sundaysOff']}
          onChange={(on) => props.draft.set('quiet.sundaysOff', on)}
        />
        <Effect say={({ mails, days }) => s.lastMonth.rest(write.number(days.atRest), write.number(mails))} />
      </FormLayout>
    </SettingsSection>
  );
}

function clock(hour: number, minute = 0): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

/** What the hours in the form would have done last month. */
function useQuietEffect({ form, stored }: Draft<SettingsForm>) {
  const { s, write } = usePanel();
  return ({ mails, quiet: { inQuiet, inSlot } }: LastMonth): string => {
    const moved = inQuiet[Number(form['quiet.fromHour'])]?.[Number(form['quiet.untilHour'])] ?? 0;
    const slot = form['quiet.slot'];
    const all = write.number(mails);
    const quiet = s.lastMonth.quiet(write.number(moved), all);
    if (slot === stored['quiet.slot'] || slot === '') return quiet;
    return `${quiet} ${s.lastMonth.slot(slot, write.number(inSlot), all)}`;
  };
}

export function CapsSection(props: SectionProps) {
  const { s, write } = usePanel();
  const said =
    (cap: keyof CapEffect['moved']) =>
    ({ mails, caps }: LastMonth) => {
      const value = props.draft.form[`caps.${cap}`];
      const moved = caps[cap][value];
      return moved === undefined ? null : s.lastMonth.cap(value, write.number(moved), write.number(mails));
    };
  const number = useNumberField(props);
  const words = s.settings.caps;
  const cap = (name: keyof CapEffect['moved']) => {
    const { helpText, ...field } = number(`caps.${name}`);
    return (
      <TextField
        {...field}
        label={words[name]}
        helpText={
          <BlockStack gap="100">
            <span>{helpText}</span>
            <Effect say={said(name)} />
          </BlockStack>
        }
      />
    );
  };
  return (
    <SettingsSection id="caps" title={words.title} about={words.about}>
      <div className="carafe-two">
        {cap('perWeek')}
        {cap('perMonth')}
        {cap('marketingPerWeek')}
      </div>
    </SettingsSection>
  );
}

export function NeverSection(props: SectionProps) {
  const { s } = usePanel();
  const { title, about } = s.settings.never;
  const { neverTags, neverCompanies } = props.draft.form;
  return (
    <SettingsSection id="never" title={title} about={about}>
      <BlockStack gap="400">
        <NeverFields {...props} />
        <Concerned
          ask={{ what: 'never', tags: neverTags, companies: String(neverCompanies) }}
          // That no mail left which could be counted is said once, above all sections.
          say={({ count, of }) => (of === '0' ? null : s.lastMonth.never(count, of))}
        />
      </BlockStack>
    </SettingsSection>
  );
}

export function NeverFields(props: SectionProps) {
  const { s } = usePanel();
  const field = useField(props);
  const words = s.settings.never;
  const about = s.settingAbout;
  const tagsHelp = [
    about.tags,
    about.longestList(MOST_TAGS, LONGEST_TAG),
    about.usually(usualSettings.neverTags.join(', ')),
  ].join(' ');
  return (
    <FormLayout>
      <TextField {...field('neverTags')} label={words.tags} helpText={tagsHelp} />
      <Checkbox
        label={words.companies}
        helpText={`${about.companies} ${about.usuallyOn}`}
        checked={props.draft.form.neverCompanies}
        onChange={(on) => props.draft.set('neverCompanies', on)}
      />
    </FormLayout>
  );
}

export function SendAllToSection({ now, ...props }: SectionProps & { readonly now: Date }) {
  const { s, timeZone } = usePanel();
  const field = useField(props);
  const words = s.settings.sendAllTo;
  const { sendAllTo, sendAllToUntil } = props.draft.form;
  const hasEnded =
    sendAllTo !== '' && sendAllToUntil !== '' && isoDay(localDay(now, timeZone)) > sendAllToUntil;
  return (
    <SettingsSection id="send-all-to" title={words.title} about={words.about}>
      <FormLayout>
        <TextField {...field('sendAllTo')} label={words.field} helpText={words.help} type="email" />
        {sendAllTo !== '' && (
          <TextField
            {...field('sendAllToUntil')}
            label={s.moreSettings.until}
            helpText={s.moreSettings.untilHelp}
            type="date"
          />
        )}
        {hasEnded && (
          <Text as="p" tone="caution">
            {words.ended}
          </Text>
        )}
      </FormLayout>
    </SettingsSection>
  );
}

export function ReminderSection(props: SectionProps) {
  const { s, write } = usePanel();
  const number = useNumberField(props);
  const words = s.settings.kinds;
  const about = s.settingAbout;
  return (
    <BlockStack gap="200">
      <TextField
        {...number('runningLow.minimumPercent', words.minimumProbabilityHelp)}
        label={words.minimumProbability}
        suffix="%"
      />
      <Effect
        say={({ reminders }) => {
          const percent = readTypedNumber(props.draft.form['runningLow.minimumPercent']);
          if (percent === undefined) return null;
          if (reminders.length === 0) return s.lastMonth.nothingOfKind;
          return s.lastMonth.likely(
            write.percent(percent / 100),
            write.number(sumOf(reminders.filter((reminder) => reminder.percent < percent))),
            write.number(sumOf(reminders)),
          );
        }}
      />
      <TextField
        {...number('runningLow.minimumCycleDays', about.minimumCycleDaysHelp)}
        label={about.minimumCycleDays}
        suffix={about.days}
      />
      <Effect
        say={({ cycles }) => {
          const { form, stored } = props.draft;
          const least = readTypedNumber(form['runningLow.minimumCycleDays']);
          if (least === undefined || cycles.length === 0) return null;
          const left = countShorter(cycles, least, Number(stored['runningLow.minimumCycleDays']));
          return s.lastMonth.cycle(write.number(least), write.number(left), write.number(sumOf(cycles)));
        }}
      />
    </BlockStack>
  );
}

function sumOf(rows: LastMonth['reminders'] | LastMonth['cycles']): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
