import { useFetcher } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  Checkbox,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { mailProviderAt, mailProviders } from '~/base/vocabulary/mail-providers';
import { usualPorts } from '~/base/vocabulary/setting-bounds';
import { usePanel } from '~/components/frame/panel-context';
import {
  type SectionProps,
  SettingsSection,
  useField,
  useNumberField,
} from '~/components/settings/settings-sections';
import { standingErrors } from '~/components/settings/standing-errors';
import type { MailServer } from '~/office/pages/home/set-up.server';
import type { SettingsForm } from '~/office/pages/settings/settings-form';
import type { action } from '~/routes/app.smtp-test';

export interface SmtpSectionProps extends SectionProps {
  readonly hasPassword: boolean;
  readonly installationRelay: boolean;
  /** Has anybody seen the stored server work? */
  readonly mailServer: MailServer;
}

/** The merchant's mail server, with a test of what is typed before it is saved. */
export function SmtpSection(props: SmtpSectionProps) {
  const { title, about } = usePanel().s.settings.smtp;
  return (
    <SettingsSection id="smtp" title={title} about={about}>
      <SmtpFields {...props} />
    </SettingsSection>
  );
}

export function SmtpFields({ hasPassword, installationRelay, mailServer, ...props }: SmtpSectionProps) {
  const { s } = usePanel();
  const tester = useFetcher<typeof action>();
  const words = s.settings.smtp;
  const { form } = props.draft;
  const [tested, setTested] = useState<SettingsForm | null>(null);
  // While a test runs, the answer that stands there still is of the one before.
  const answer = tester.state === 'idle' ? tester.data : undefined;
  const result = tested && isSameServer(tested, form) ? answer : undefined;
  const untried = answer?.status === 'invalid' ? answer.errors : undefined;
  const told = tested && untried ? standingErrors(untried, tested, form) : {};
  const shown = { ...props, errors: { ...props.errors, ...told } };
  const field = useField(shown);
  const number = useNumberField(shown);
  useEffect(() => {
    const [first] = Object.keys(untried ?? {});
    if (first) document.getElementById(first)?.focus();
  }, [untried]);
  const isUntested = mailServer === 'untested' || serverOf(form) !== serverOf(props.draft.stored);
  const test = () => {
    setTested(form);
    tester.submit(JSON.stringify(form), {
      method: 'post',
      action: '/app/smtp-test',
      encType: 'application/json',
    });
  };
  return (
    <FormLayout>
      <Checkbox
        label={words.own}
        checked={form['smtp.own']}
        onChange={(on) => props.draft.set('smtp.own', on)}
      />
      {!form['smtp.own'] && (
        <Text as="p" tone={installationRelay ? 'subdued' : 'caution'}>
          {installationRelay ? words.installation : words.none}
        </Text>
      )}
      {form['smtp.own'] && (
        <FormLayout>
          <ProviderChoice draft={props.draft} />
          <TextField
            {...field('smtp.host')}
            label={words.host}
            helpText={words.hostHelp}
            spellCheck={false}
          />
          <div className="carafe-two">
            <Select
              {...field('smtp.security')}
              label={words.security}
              options={(['starttls', 'tls', 'none'] as const).map((value) => ({
                value,
                label: words.securities[value],
              }))}
            />
            <TextField {...number('smtp.port', '', usualPorts[form['smtp.security']])} label={words.port} />
          </div>
          <TextField {...field('smtp.user')} label={words.user} spellCheck={false} />
          <TextField
            {...field('smtp.password')}
            label={words.password}
            type="password"
            autoComplete="new-password"
            {...(hasPassword && { helpText: words.passwordKept })}
          />
          <InlineStack>
            <Button onClick={test} loading={tester.state !== 'idle'} disabled={form['smtp.host'] === ''}>
              {words.test}
            </Button>
          </InlineStack>
          {isUntested && !result && form['smtp.host'] !== '' && (
            <Text as="p" tone="caution">
              {words.untested}
            </Text>
          )}
        </FormLayout>
      )}
      <div aria-live="polite">
        {result?.status === 'ok' && (
          <Banner tone="success" title={form['smtp.user'] === '' ? words.okUnsigned : words.ok} />
        )}
        {result?.status === 'invalid' && <Banner tone="critical" title={words.checkFields} />}
        {result?.status === 'failed' && (
          <Banner tone="critical" title={words.failed}>
            <BlockStack gap="100">
              {words.failures[result.problem] && <Text as="p">{words.failures[result.problem]}</Text>}
              {result.detail && (
                <Text as="p" breakWord>
                  {s.home.health.said(result.detail)}
                </Text>
              )}
            </BlockStack>
          </Banner>
        )}
      </div>
    </FormLayout>
  );
}

/** What a test said is of the server that was typed then. A password that was saved since stands in its field no more. */
function isSameServer(tested: SettingsForm, form: SettingsForm): boolean {
  const password = form['smtp.password'] || tested['smtp.password'];
  return serverOf(tested) === serverOf({ ...form, 'smtp.password': password });
}

/** All that a test depends on, as one text. */
function serverOf(form: SettingsForm): string {
  return JSON.stringify(Object.entries(form).filter(([field]) => field.startsWith('smtp.')));
}

const ANOTHER = 'another';

/** Fills in server, port and encryption of a well-known provider, and says what it allows. */
function ProviderChoice({ draft }: Pick<SectionProps, 'draft'>) {
  const { s, write } = usePanel();
  const words = s.settings.smtp;
  const chosen = mailProviderAt(draft.form['smtp.host']);
  const choose = (id: string) => {
    const provider = mailProviders.find((one) => one.id === id);
    draft.set('smtp.host', provider?.host ?? '');
    if (!provider) return;
    draft.set('smtp.port', String(provider.port));
    draft.set('smtp.security', provider.security);
  };
  const allows = [
    chosen?.perSecond &&
      words.pace(Math.max(1, chosen.perSecond), write.number(Math.max(1, 1 / chosen.perSecond))),
    chosen?.perDay && words.perDay(write.number(chosen.perDay)),
  ];
  return (
    <Select
      label={words.provider}
      options={[
        ...mailProviders.map(({ id, label }) => ({ value: id, label })),
        { value: ANOTHER, label: words.anotherProvider },
      ]}
      value={chosen?.id ?? ANOTHER}
      onChange={choose}
      helpText={allows.filter(Boolean).join(' ')}
    />
  );
}
