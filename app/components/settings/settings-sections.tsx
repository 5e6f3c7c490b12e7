import { BlockStack, Card, Checkbox, FormLayout, Layout, Select, Text, TextField } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { Draft } from '~/components/frame/use-draft';
import { DomainCheck } from '~/components/settings/domain-check';
import { useSellingWords } from '~/components/settings/use-selling-words';
import type { CapEffect } from '~/office/pages/settings/cap-effect';
import type { QuietEffect } from '~/office/pages/settings/quiet-effect';
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

/** The least and the most that a number may be, which its error names. */
type Bounds = readonly [from: number, to: number];

/** Why a field was refused, in words. */
export function useErrorOf({ draft, errors }: SectionProps) {
  const { s } = usePanel();
  return (field: FieldName, bounds?: Bounds): string | undefined => {
    const code = errors[field];
    if (code === 'changed') return s.settings.changedTo(draft.openedWith[field]);
    if (code === 'range' && bounds) return s.settings.between(...bounds);
    return code === 'slot-in-quiet' ? s.settings.quiet.slotInQuiet : code && s.settings.errors[code];
  };
}

/** Everything that a text field of the settings needs, its error beside it in words. */
export function useField({ draft, errors }: SectionProps) {
  const errorOf = useErrorOf({ draft, errors });
  return (field: FieldName, bounds?: Bounds) => {
    const error = errorOf(field, bounds);
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
  const help = (about: string, found: string | undefined) => <SellingHelp about={about} found={found} />;
  return (
    <FormLayout>
      <TextField
        {...field('sender.name')}
        label={words.name}
        helpText={help(words.nameHelp, selling.name)}
        maxLength={100}
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
        helpText={help(words.postalAddressHelp, selling.postalAddress)}
        multiline={3}
        maxLength={500}
      />
      <TextField
        {...field('sender.signature')}
        label={words.signature}
        helpText={help(words.signatureHelp, selling.signature)}
        maxLength={200}
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

export function QuietSection({ effect, ...props }: SectionProps & { effect: QuietEffect }) {
  const { s } = usePanel();
  const said = useQuietEffect(effect, props.draft);
  const field = useField(props);
  const words = s.settings.quiet;
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: `${String(hour).padStart(2, '0')}:00`,
  }));
  return (
    <SettingsSection id="quiet" title={words.title} about={words.about}>
      <FormLayout>
        <div className="carafe-two">
          <Select {...field('quiet.fromHour')} label={words.from} options={hours} />
          <Select {...field('quiet.untilHour')} label={words.until} options={hours} />
          <TextField {...field('quiet.slot')} label={words.slot} type="time" />
        </div>
        <Text as="p" tone="subdued">
          {words.slotHelp}
        </Text>
        {said.length > 0 && (
          <div aria-live="polite">
            {said.map((sentence) => (
              <Text as="p" tone="subdued" key={sentence}>
                {sentence}
              </Text>
            ))}
          </div>
        )}
        <Checkbox
          label={words.sundaysOff}
          checked={props.draft.form['quiet.sundaysOff']}
          onChange={(on) => props.draft.set('quiet.sundaysOff', on)}
        />
      </FormLayout>
    </SettingsSection>
  );
}

/** What the hours in the form would have done last month; nothing where there were no mails. */
function useQuietEffect(effect: QuietEffect, { form, stored }: Draft<SettingsForm>): string[] {
  const { s, write } = usePanel();
  const { mails, inQuiet, inSlot } = effect;
  if (mails === 0) return [];
  const words = s.moreSettings;
  const quiet = inQuiet[Number(form['quiet.fromHour'])]?.[Number(form['quiet.untilHour'])] ?? 0;
  const slot = form['quiet.slot'];
  const all = write.number(mails);
  return [
    words.quietEffect(write.number(quiet), all),
    ...(slot === stored['quiet.slot'] || slot === ''
      ? []
      : [words.slotEffect(slot, write.number(inSlot), all)]),
  ];
}

export function CapsSection({ effect, ...props }: SectionProps & { effect: CapEffect }) {
  const { s, write } = usePanel();
  const said = (cap: keyof CapEffect['moved'], bounds: string) => {
    const value = props.draft.form[`caps.${cap}`];
    const moved = effect.moved[cap][value];
    if (effect.mails === 0 || moved === undefined) return bounds;
    return `${bounds} ${s.moreSettings.capEffect(value, write.number(moved), write.number(effect.mails))}`;
  };
  const field = useField(props);
  const words = s.settings.caps;
  return (
    <SettingsSection id="caps" title={words.title} about={words.about}>
      <div className="carafe-two">
        <TextField
          {...field('caps.perWeek', [1, 7])}
          label={words.perWeek}
          helpText={said('perWeek', words.bounds(1, 7))}
          type="number"
          min={1}
          max={7}
        />
        <TextField
          {...field('caps.perMonth', [1, 20])}
          label={words.perMonth}
          helpText={said('perMonth', words.bounds(1, 20))}
          type="number"
          min={1}
          max={20}
        />
        <TextField
          {...field('caps.marketingPerWeek', [0, 7])}
          label={words.marketingPerWeek}
          helpText={said('marketingPerWeek', words.bounds(0, 7))}
          type="number"
          min={0}
          max={7}
        />
      </div>
    </SettingsSection>
  );
}

export function BrandSection(props: SectionProps) {
  const { s } = usePanel();
  const field = useField(props);
  const words = s.settings.brand;
  const swatch = (name: 'brand.accentColour' | 'brand.backgroundColour', label: string) => {
    const value = props.draft.form[name];
    const shown = /^#[0-9a-f]{6}$/i.test(value) ? value : '#ffffff';
    return (
      <input
        className="carafe-swatch"
        type="color"
        aria-label={label}
        value={shown}
        onChange={(event) => props.draft.set(name, event.currentTarget.value)}
      />
    );
  };
  return (
    <SettingsSection id="brand" title={words.title} about={words.about}>
      <FormLayout>
        <TextField
          {...field('brand.logoUrl')}
          label={words.logoUrl}
          helpText={words.logoUrlHelp}
          type="url"
        />
        <div className="carafe-two">
          <TextField
            {...field('brand.accentColour')}
            label={words.accent}
            helpText={words.colourHelp}
            prefix={swatch('brand.accentColour', words.accent)}
          />
          <TextField
            {...field('brand.backgroundColour')}
            label={words.background}
            helpText={words.colourHelp}
            prefix={swatch('brand.backgroundColour', words.background)}
          />
        </div>
      </FormLayout>
    </SettingsSection>
  );
}

export function NeverSection(props: SectionProps) {
  const { title, about } = usePanel().s.settings.never;
  return (
    <SettingsSection id="never" title={title} about={about}>
      <NeverFields {...props} />
    </SettingsSection>
  );
}

export function NeverFields(props: SectionProps) {
  const { s } = usePanel();
  const field = useField(props);
  const words = s.settings.never;
  return (
    <FormLayout>
      <TextField {...field('neverTags')} label={words.tags} helpText={words.tagsHelp} />
      <Checkbox
        label={words.companies}
        checked={props.draft.form.neverCompanies}
        onChange={(on) => props.draft.set('neverCompanies', on)}
      />
    </FormLayout>
  );
}

export function SendAllToSection(props: SectionProps) {
  const { s } = usePanel();
  const field = useField(props);
  const words = s.settings.sendAllTo;
  return (
    <SettingsSection id="send-all-to" title={words.title} about={words.about}>
      <FormLayout>
        <TextField {...field('sendAllTo')} label={words.field} helpText={words.help} type="email" />
        {props.draft.form.sendAllTo !== '' && (
          <TextField
            {...field('sendAllToUntil')}
            label={s.moreSettings.until}
            helpText={s.moreSettings.untilHelp}
            type="date"
          />
        )}
      </FormLayout>
    </SettingsSection>
  );
}

export function ReminderSection(props: SectionProps) {
  const { s } = usePanel();
  const field = useField(props);
  return (
    <BlockStack gap="200">
      <TextField
        {...field('runningLow.minimumPercent')}
        label={s.settings.kinds.minimumProbability}
        helpText={s.settings.kinds.minimumProbabilityHelp}
        type="number"
        suffix="%"
        min={5}
        max={90}
      />
    </BlockStack>
  );
}
