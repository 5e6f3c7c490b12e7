import { SaveBar, useAppBridge } from '@shopify/app-bridge-react';
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  Page,
  Text,
  TextField,
} from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { ConfirmButton } from '~/components/confirm-button';
import { usePanel } from '~/components/panel-context';
import { TemplateLook } from '~/components/template-look';
import { type Draft, useDraft } from '~/components/use-draft';
import { useSend } from '~/components/use-send';
import type { changeTemplate, loadTemplatePage } from '~/office/pages/templates.server';

type TemplatePage = Awaited<ReturnType<typeof loadTemplatePage>>;
type Look = TemplatePage['look'];
type Changed = NonNullable<Awaited<ReturnType<typeof changeTemplate>>>;
type Words = { subject: string; preheader: string; body: string; text: string };

const noSecrets: readonly never[] = [];

/** The words of one mail, with the mail that they make beside them. */
export function TemplateEditor({ page }: { page: TemplatePage }) {
  const { kind, locale, basedOn } = page;
  const { s, shopDomain } = usePanel();
  const t = s.templates;
  const draft = useDraft<Words>(`template:${shopDomain}:${kind}/${locale}`, {
    stored: page.words,
    secret: noSecrets,
  });
  const look = useLook(page, draft.form);
  const { conflict, busy, save, restore } = useChange(page, draft);
  return (
    <Page
      title={s.kinds[kind]}
      subtitle={t.language[locale]}
      backAction={{ content: t.title, url: '/app/templates' }}
    >
      <SaveBar id="template-bar" open={draft.dirty}>
        <button type="button" variant="primary" onClick={save} {...(busy && { loading: '' })}>
          {s.common.save}
        </button>
        <button type="button" onClick={draft.discard}>
          {s.common.discard}
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {draft.restored && <Banner tone="info" title={t.kept} />}
        {conflict && (
          <Banner tone="warning" title={t.conflict}>
            {t.conflictAbout}
          </Banner>
        )}
        {look.raised && <Banner tone="warning">{t.raised}</Banner>}
        <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400">
          <Card>
            <BlockStack gap="400">
              <Part part="subject" draft={draft} look={look} />
              <Part part="preheader" draft={draft} look={look} />
              <Part part="body" draft={draft} look={look} />
              <Part part="text" draft={draft} look={look} />
              {page.isOwn && (
                <InlineStack>
                  <ConfirmButton
                    words={t.restore}
                    title={t.restoreTitle}
                    about={t.restoreAbout}
                    onConfirm={restore}
                  />
                </InlineStack>
              )}
            </BlockStack>
          </Card>
          <TemplateLook mail={look.mail} isStale={look.problems.length > 0} />
        </InlineGrid>
        <Versions versions={page.versions} draft={draft} key={basedOn} />
        <Box paddingBlockEnd="800" />
      </BlockStack>
    </Page>
  );
}

interface PartProps {
  readonly part: keyof Words;
  readonly draft: Draft<Words>;
  readonly look: Look;
}

/** One field, its mistakes below it, each with a way to its line. */
function Part({ part, draft, look }: PartProps) {
  const t = usePanel().s.templates;
  const isLong = part === 'body' || part === 'text';
  const problems = look.problems.filter((problem) => problem.part === part);
  const told = problems.map(({ line, message }) => (isLong && line ? t.line(line, message) : message));
  const first = problems.find(({ line }) => line !== null)?.line;
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Box width="100%">
        <TextField
          id={`template-${part}`}
          label={t[part]}
          value={draft.form[part]}
          onChange={(value) => draft.set(part, value)}
          autoComplete="off"
          spellCheck={!isLong}
          {...(part === 'preheader' && { helpText: t.preheaderHelp })}
          {...(isLong && { multiline: 8, maxHeight: '28rem', monospaced: true })}
          {...(told.length > 0 && { error: told.join(' ') })}
        />
      </Box>
      {isLong && first && (
        <Button variant="plain" onClick={() => goToLine(`template-${part}`, first)}>
          {t.goTo(first)}
        </Button>
      )}
    </BlockStack>
  );
}

function goToLine(id: string, line: number): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}

function Versions({ versions, draft }: { versions: TemplatePage['versions']; draft: Draft<Words> }) {
  const { s, write } = usePanel();
  const t = s.templates;
  const takeOver = (words: Words) => {
    for (const part of ['subject', 'preheader', 'body', 'text'] as const) draft.set(part, words[part]);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t.versions}
        </Text>
        {versions.length === 0 && <Text as="p">{t.noVersions}</Text>}
        {versions.map(({ version, at, by, words }) => (
          <InlineStack key={version} align="space-between" blockAlign="center" gap="200">
            <Text as="p">{t.version(version, write.dayTime(at), by)}</Text>
            {words ? (
              <Button
                size="slim"
                accessibilityLabel={t.takeVersionName(version)}
                onClick={() => takeOver(words)}
              >
                {t.takeVersion}
              </Button>
            ) : (
              <Text as="span" tone="subdued">
                {t.toDefault}
              </Text>
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

const QUIET_MS = 400;

/** What the server says about the words, a moment after the last letter; the last good mail stays through mistakes. */
function useLook(
  { kind, locale, look: first, basedOn }: TemplatePage,
  { subject, preheader, body, text }: Words,
) {
  const [look, setLook] = useState<Look>(first);
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      const words = { subject, preheader, body, text };
      const answer = await fetch('/app/template', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ intent: 'check', kind, locale, basedOn, words }),
        signal: leaving.signal,
      });
      if (!answer.ok) return;
      const result = (await answer.json()) as Changed;
      if (result.status !== 'checked' || leaving.signal.aborted) return;
      setLook((before) => ({ ...result.look, mail: result.look.mail ?? before.mail }));
    };
    // Offline or overtaken by the next letter: what is shown stays, and the next letter asks again.
    const timer = setTimeout(() => void ask().catch(() => undefined), QUIET_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [kind, locale, basedOn, subject, preheader, body, text]);
  return look;
}

function useChange({ kind, locale, basedOn }: TemplatePage, draft: Draft<Words>) {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const { send, busy } = useSend();
  const [conflict, setConflict] = useState(false);
  const change = (intent: 'save' | 'restore') =>
    send<Changed>('/app/template', { intent, kind, locale, basedOn, words: draft.form });
  return {
    conflict,
    busy,
    save: async () => {
      const result = await change('save');
      setConflict(result?.status === 'changed');
      if (result?.status === 'refused') shopify.toast.show(s.templates.refused, { isError: true });
      if (result?.status !== 'saved') return;
      draft.settle();
      shopify.toast.show(s.templates.saved);
    },
    restore: async () => {
      const result = await change('restore');
      if (result?.status !== 'restored') return;
      draft.discard();
      shopify.toast.show(s.templates.restored);
    },
  };
}
