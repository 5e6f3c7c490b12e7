import { useAppBridge } from '@shopify/app-bridge-react';
import {
  Banner,
  BlockStack,
  Button,
  Checkbox,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { useKeptOpen } from '~/components/frame/kept';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { ConfirmButton } from '~/components/parts/confirm-button';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { SettingsSection } from '~/components/settings/settings-sections';
import { useSend } from '~/components/settings/use-send';
import type { MailboxResult, MailboxView } from '~/office/pages/settings/mailbox.server';

const PATH = '/app/mailbox';
const NAME = 'mailbox';
const empty = { host: '', port: '993', secure: true, user: '', password: '', mailbox: 'INBOX' };
const secretFields = ['password'] as const;

/** Where answers and returned mail are read. It is connected by itself, after a try, and not by the page's save bar. */
export function MailboxSection({ mailbox, now }: { mailbox: MailboxView; now: Date }) {
  const { s, write } = usePanel();
  const shopify = useAppBridge();
  const { send } = useSend();
  const words = s.mailbox;
  const { open, show } = useKeptOpen(NAME);
  const [isAsked, setIsAsked] = useState(false);
  const place = useKeptFocus<HTMLDivElement>();
  const remove = async () => {
    const result = await send<MailboxResult>(PATH, { intent: 'remove' });
    if (result?.status === 'removed') shopify.toast.show(words.removed);
  };
  return (
    <SettingsSection id="mailbox" title={words.title} about={words.about}>
      <BlockStack gap="300">
        {mailbox ? (
          <BlockStack gap="100">
            <Text as="p" breakWord>
              {words.connected(mailbox.user, mailbox.host)}
            </Text>
            <Text as="p" tone={mailbox.isBroken ? 'caution' : 'subdued'}>
              {mailbox.isBroken && words.broken}
              {!mailbox.isBroken &&
                (mailbox.readAt ? words.read(write.ago(mailbox.readAt, now)) : words.notYet)}
            </Text>
          </BlockStack>
        ) : (
          <Text as="p" tone="subdued">
            {words.none}
          </Text>
        )}
        <div ref={place}>
          {open ? (
            <MailboxForm isAsked={isAsked} onDone={() => show(false)} />
          ) : (
            <InlineStack gap="200">
              <Button
                size="slim"
                onClick={() => {
                  setIsAsked(true);
                  show(true);
                }}
              >
                {mailbox ? words.change : words.connect}
              </Button>
              {mailbox && (
                <ConfirmButton
                  words={words.remove}
                  title={words.removeTitle}
                  about={words.removeAbout}
                  onConfirm={remove}
                />
              )}
            </InlineStack>
          )}
        </div>
      </BlockStack>
    </SettingsSection>
  );
}

interface MailboxFormProps {
  /** Somebody pressed the button for it, and goes on in its first field; what opens by itself takes no focus. */
  readonly isAsked: boolean;
  readonly onDone: () => void;
}

function MailboxForm({ isAsked, onDone }: MailboxFormProps) {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const { send, busy } = useSend();
  const words = s.mailbox;
  const draft = useDraft(NAME, { stored: empty, secret: secretFields });
  const { form } = draft;
  const [problem, setProblem] = useState<string | null>(null);
  const field = (name: 'host' | 'port' | 'user' | 'mailbox') => ({
    value: form[name],
    onChange: (value: string) => draft.set(name, value),
    autoComplete: 'off',
    spellCheck: false,
  });
  const putAway = () => {
    draft.discard();
    onDone();
  };
  const connect = async () => {
    const settings = { ...form, host: form.host.trim(), port: Number(form.port) };
    const result = await send<MailboxResult>(PATH, { intent: 'connect', settings });
    setProblem(result?.status === 'refused' ? result.problem : null);
    if (result?.status !== 'connected') return;
    shopify.toast.show(words.saved);
    draft.finish(form);
    onDone();
  };
  return (
    <FormLayout>
      {draft.restored && <Banner tone="info" title={s.settings.keptHere} />}
      <TextField
        {...field('host')}
        label={words.host}
        helpText={words.hostHelp}
        {...(isAsked && { focused: true })}
      />
      <div className="carafe-two">
        <TextField {...field('port')} label={words.port} type="number" min={1} max={65535} />
        <TextField {...field('mailbox')} label={words.folder} />
      </div>
      <Checkbox label={words.secure} checked={form.secure} onChange={(on) => draft.set('secure', on)} />
      <TextField {...field('user')} label={words.user} />
      <TextField
        label={words.password}
        type="password"
        value={form.password}
        onChange={(typed) => draft.set('password', typed)}
        autoComplete="new-password"
        helpText={words.passwordHelp}
      />
      <div aria-live="polite">
        {problem !== null && (
          <Banner tone="critical" title={words.problems[problem] ?? s.lists.send.failed} />
        )}
      </div>
      <InlineStack gap="200">
        <Button variant="primary" loading={busy} onClick={connect}>
          {words.connect}
        </Button>
        <Button disabled={busy} onClick={putAway}>
          {s.common.cancel}
        </Button>
      </InlineStack>
    </FormLayout>
  );
}
