import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { MailFrame, type MailWidth, MailWidths } from '~/components/queue/mail-frame';
import type { Look, TemplatePage } from '~/components/templates/use-template';

interface TemplateLookProps {
  readonly look: Look;
  readonly people: TemplatePage['people'];
  readonly messageId: string | null;
  readonly onChoose: (messageId: string | null) => void;
}

const SAMPLE = 'sample';

/** The mail that the words make, for a customer of the merchant's choice. */
export function TemplateLook({ look, people, messageId, onChoose }: TemplateLookProps) {
  const { s, write } = usePanel();
  const t = s.templates;
  const [width, setWidth] = useState<MailWidth>('wide');
  const { mail } = look;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t.preview}
          </Text>
          <MailWidths width={width} onChoose={setWidth} />
        </InlineStack>
        <Select
          label={t.shownFor}
          options={[
            { value: SAMPLE, label: t.sample },
            ...people.map(({ messageId: value, name, at, wasSent }) => ({
              value,
              label: (wasSent ? t.personSent : t.person)(name || s.common.guest, write.dayTime(at)),
            })),
          ]}
          value={messageId ?? SAMPLE}
          onChange={(value) => onChoose(value === SAMPLE ? null : value)}
          {...(people.length === 0 && { helpText: t.nobodyDue })}
        />
        {look.problems.length > 0 && mail && (
          <Text as="p" tone="caution">
            {t.stale}
          </Text>
        )}
        {mail ? (
          <>
            <InboxRow {...mail} />
            <MailFrame mail={mail} width={width} />
          </>
        ) : (
          <Text as="p">{t.noPreview}</Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** What is seen before the mail is opened. */
function InboxRow({ from, subject, preheader }: { from: string; subject: string; preheader: string }) {
  const t = usePanel().s.templates;
  return (
    <section className="carafe-inbox-row" aria-label={t.inbox}>
      <strong>{from}</strong>
      <span>
        <b>{subject}</b>
        {preheader !== '' && <span> – {preheader}</span>}
      </span>
    </section>
  );
}

interface TemplateTestProps {
  readonly busy: boolean;
  /** Whether it was sent. */
  readonly onSend: (to: string) => Promise<boolean>;
}

const toNobody = { to: '' };

/** Sends what stands in the editor to the merchant. */
export function TemplateTest({ busy, onSend }: TemplateTestProps) {
  const t = usePanel().s.templates;
  const draft = useDraft('template-test', { stored: toNobody });
  const { to } = draft.form;
  const [error, setError] = useState(false);
  const send = async () => {
    const isAddress = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(to.trim());
    setError(!isAddress);
    if (isAddress && (await onSend(to.trim()))) draft.settle();
  };
  return (
    <Card>
      <TextField
        label={t.testTo}
        type="email"
        value={to}
        onChange={(value) => draft.set('to', value)}
        autoComplete="email"
        helpText={t.testHelp}
        {...(error && { error: t.testAddress })}
        connectedRight={
          <Button onClick={send} loading={busy}>
            {t.test}
          </Button>
        }
      />
    </Card>
  );
}
