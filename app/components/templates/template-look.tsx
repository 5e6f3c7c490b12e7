import { BlockStack, Button, Card, InlineStack, SkeletonBodyText, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { MailFrame, MailWidths, useMailWidth } from '~/components/queue/mail-frame';
import { PersonPicker } from '~/components/templates/person-picker';
import type { Look, Person, TemplatePage } from '~/components/templates/use-template';

interface TemplateLookProps {
  readonly look: Look;
  readonly page: TemplatePage;
  readonly person: Person | null;
  readonly onChoose: (person: Person | null) => void;
}

/** The mail that the words make, for a customer of the merchant's choice. */
export function TemplateLook({ look, page, person, onChoose }: TemplateLookProps) {
  const t = usePanel().s.templates;
  const [width, setWidth] = useMailWidth();
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
        <PersonPicker kind={page.kind} people={page.people} person={person} onPick={onChoose} />
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
        ) : look.problems.length > 0 ? (
          <Text as="p">{t.noPreview}</Text>
        ) : (
          <SkeletonBodyText lines={6} />
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
    if (isAddress && (await onSend(to.trim()))) draft.settle(draft);
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
