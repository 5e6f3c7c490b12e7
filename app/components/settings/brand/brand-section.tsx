import { BlockStack, FormLayout, Text, TextField } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { contrast, withHash } from '~/base/lib/colour';
import { usualSettings } from '~/base/vocabulary/setting-bounds';
import { usePanel } from '~/components/frame/panel-context';
import { MailFrame } from '~/components/queue/mail-frame';
import { NoPreview } from '~/components/queue/mail-preview';
import { useBrandLook } from '~/components/settings/brand/use-brand-look';
import { useIsMissing } from '~/components/settings/brand/use-is-missing';
import { type SectionProps, SettingsSection, useField } from '~/components/settings/settings-sections';

/** Logo and colours, with a mail that has them and the sender's words as they stand in the form. */
export function BrandSection(props: SectionProps) {
  const { s } = usePanel();
  const field = useField(props);
  const words = s.settings.brand;
  const about = s.settingAbout;
  const { form } = props.draft;
  const isMissing = useIsMissing(form['brand.logoUrl']);
  const accent = withHash(form['brand.accentColour']);
  const isTooLight = /^#[0-9a-f]{6}$/i.test(accent) && contrast(accent, '#ffffff') < 4.5;
  const warning = (isSo: boolean, said: string) => (
    <span aria-live="polite">
      {isSo && (
        <Text as="span" tone="caution">
          {said}
        </Text>
      )}
    </span>
  );
  const colour = (
    name: 'brand.accentColour' | 'brand.backgroundColour',
    { label, usual, said }: { label: string; usual: string; said?: ReactNode },
  ) => (
    <TextField
      {...field(name)}
      label={label}
      helpText={
        <BlockStack gap="100">
          <span>
            {words.colourHelp} {about.usually(usual)}
          </span>
          {said}
        </BlockStack>
      }
      prefix={
        <Swatch
          label={label}
          value={withHash(form[name])}
          onChange={(value) => props.draft.set(name, value)}
        />
      }
    />
  );
  return (
    <SettingsSection id="brand" title={words.title} about={words.about}>
      <FormLayout>
        <TextField
          {...field('brand.logoUrl')}
          label={words.logoUrl}
          helpText={
            <BlockStack gap="100">
              <span>
                {words.logoUrlHelp} {about.brand.logoNone}
              </span>
              {warning(isMissing, about.brand.logoMissing)}
            </BlockStack>
          }
          type="url"
        />
        <div className="carafe-two">
          {colour('brand.accentColour', {
            label: words.accent,
            usual: usualSettings.brand.accentColour,
            said: warning(isTooLight, about.brand.accentLight),
          })}
          {colour('brand.backgroundColour', {
            label: words.background,
            usual: usualSettings.brand.backgroundColour,
          })}
        </div>
        <BrandLook {...props} />
      </FormLayout>
    </SettingsSection>
  );
}

interface SwatchProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Swatch({ label, value, onChange }: SwatchProps) {
  return (
    <input
      className="carafe-swatch"
      type="color"
      aria-label={label}
      value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#ffffff'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function BrandLook({ draft: { form } }: Pick<SectionProps, 'draft'>) {
  const { s } = usePanel();
  const words = s.settingAbout.brand;
  const { look, ask } = useBrandLook({
    name: form['sender.name'],
    signature: form['sender.signature'],
    postalAddress: form['sender.postalAddress'],
    logoUrl: form['brand.logoUrl'],
    accentColour: form['brand.accentColour'],
    backgroundColour: form['brand.backgroundColour'],
  });
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {words.look}
      </Text>
      <Text as="p" tone="subdued">
        {words.lookAbout}
      </Text>
      <div className="carafe-brand-look">
        {look?.status === 'rendered' && <MailFrame mail={look} width="wide" />}
        {look === undefined && <div className="carafe-preview" aria-busy="true" />}
      </div>
      {look?.status === 'failed' && <Text as="p">{words.lookFailed}</Text>}
      {look === null && <NoPreview onAgain={ask} />}
    </BlockStack>
  );
}
