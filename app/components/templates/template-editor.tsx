import { SaveBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Box, Card, InlineGrid, InlineStack, Page } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { ConfirmButton } from '~/components/parts/confirm-button';
import { TemplateLook, TemplateTest } from '~/components/templates/template-look';
import { TemplateNames } from '~/components/templates/template-names';
import { insertName, TemplatePart } from '~/components/templates/template-part';
import { TemplateVersions } from '~/components/templates/template-versions';
import {
  type Part,
  type Person,
  parts,
  shownFor,
  type TemplatePage,
  useChange,
  useLook,
  useTemplateDraft,
  type Words,
} from '~/components/templates/use-template';

/** The words of one mail, with the mail that they make beside them. */
export function TemplateEditor({ page }: { page: TemplatePage }) {
  const { s } = usePanel();
  const t = s.templates;
  const [person, setPerson] = useState<Person | null>(null);
  const draft = useTemplateDraft(page);
  const look = useLook(page, draft.form, shownFor(person));
  const { conflict, busy, save, restore, test } = useChange(page, draft, shownFor(person));
  const lastPart = useRef<Part>('body');
  const take = (words: Words) => {
    for (const part of parts) draft.set(part, words[part]);
  };
  return (
    <Page
      title={s.kinds[page.kind]}
      subtitle={t.language[page.locale]}
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
        {look.sells.length > 0 && <Banner tone="warning">{t.sells(look.sells.join(', '))}</Banner>}
        <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="400">
                {parts.map((part) => (
                  <TemplatePart
                    key={part}
                    part={part}
                    value={draft.form[part]}
                    look={look}
                    onChange={draft.set}
                    onFocus={(focused) => {
                      lastPart.current = focused;
                    }}
                  />
                ))}
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
            <TemplateNames
              names={look.names}
              onInsert={(name) => {
                const part = lastPart.current;
                draft.set(part, insertName(part, draft.form[part], { name, begun: null }));
              }}
            />
          </BlockStack>
          <BlockStack gap="400">
            <TemplateLook look={look} page={page} person={person} onChoose={setPerson} />
            <TemplateTest busy={busy} onSend={test} />
          </BlockStack>
        </InlineGrid>
        <TemplateVersions page={page} words={draft.form} onTake={take} />
        <Box paddingBlockEnd="800" />
      </BlockStack>
    </Page>
  );
}
