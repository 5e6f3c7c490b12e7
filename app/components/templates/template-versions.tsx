import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { diffLines } from 'diff';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { type Part, parts, type TemplatePage, type Words } from '~/components/templates/use-template';

interface TemplateVersionsProps {
  readonly page: TemplatePage;
  /** What stands in the editor. */
  readonly words: Words;
  readonly onTake: (words: Words) => void;
}

/** What was saved before: who, when, how it differs from the editor, and a way back to it. */
export function TemplateVersions({ page, words, onTake }: TemplateVersionsProps) {
  const { s, write, person } = usePanel();
  const t = s.templates;
  const [shown, setShown] = useState<number | null>(null);
  const rows = [
    ...page.versions.map(({ version, at, by, words: saved }) => ({
      version,
      title: t.version(version, write.dayTime(at), person(by)),
      saved,
    })),
    { version: 0, title: t.standardVersion, saved: page.standard },
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t.versions}
        </Text>
        {page.versions.length === 0 && <Text as="p">{t.noVersions}</Text>}
        {rows.map(({ version, title, saved }) => (
          <BlockStack key={version} gap="200">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="p">{title}</Text>
              {saved ? (
                <InlineStack gap="200">
                  <Button
                    size="slim"
                    variant="tertiary"
                    ariaExpanded={shown === version}
                    accessibilityLabel={t.differenceName(version)}
                    onClick={() => setShown(shown === version ? null : version)}
                  >
                    {t.difference}
                  </Button>
                  <Button
                    size="slim"
                    accessibilityLabel={t.takeVersionName(version)}
                    onClick={() => onTake(saved)}
                  >
                    {t.takeVersion}
                  </Button>
                </InlineStack>
              ) : (
                <Text as="span" tone="subdued">
                  {t.toDefault}
                </Text>
              )}
            </InlineStack>
            {saved && shown === version && <Difference before={saved} after={words} />}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Difference({ before, after }: { before: Words; after: Words }) {
  const t = usePanel().s.templates;
  const changed = parts.filter((part) => before[part] !== after[part]);
  if (changed.length === 0) return <Text as="p">{t.same}</Text>;
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued">
        {t.differenceAbout}
      </Text>
      {changed.map((part) => (
        <BlockStack key={part} gap="100">
          <Text as="h3" variant="headingSm">
            {t[part]}
          </Text>
          <Lines part={part} before={before[part]} after={after[part]} />
        </BlockStack>
      ))}
    </BlockStack>
  );
}

const marks = { added: '+', removed: '−', same: ' ' };

function Lines({ part, before, after }: { part: Part; before: string; after: string }) {
  const lines = diffLines(ended(before), ended(after)).flatMap(({ value, added, removed }) => {
    const change = added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const);
    const own = value.replace(/\n$/, '').split('\n');
    // Long stretches without a change say little; two lines on each side keep the place.
    const kept = change === 'same' && own.length > 6 ? [...own.slice(0, 2), '…', ...own.slice(-2)] : own;
    return kept.map((text) => ({ change, text }));
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className="carafe-difference" tabIndex={0}>
      {lines.map(({ change, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
        <span key={`${part}/${index}`} data-change={change}>
          {`${marks[change]} ${text}\n`}
        </span>
      ))}
    </pre>
  );
}

/** A last line without its end would differ from the same line with it. */
function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
