import { BlockStack, Box, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { Look, Part } from '~/components/templates/use-template';

interface TemplatePartProps {
  readonly part: Part;
  readonly value: string;
  readonly look: Look;
  readonly onChange: (part: Part, value: string) => void;
  readonly onFocus: (part: Part) => void;
}

/** One field, its mistakes below it, each with a way to its line, and the names that fit what is being typed. */
export function TemplatePart({ part, value, look, onChange, onFocus }: TemplatePartProps) {
  const t = usePanel().s.templates;
  const [begun, setBegun] = useState<string | null>(null);
  const isLong = part === 'body' || part === 'text';
  const problems = look.problems.filter((problem) => problem.part === part);
  const told = problems.map(({ line, message }) => {
    const words = t.problem(message);
    return isLong && line ? t.line(line, words) : words;
  });
  const first = problems.find(({ line }) => line !== null)?.line;
  const change = (typed: string) => {
    // A subject is one line, however many it takes to be read here.
    const next = isLong ? typed : typed.replace(/\s*\n\s*/g, ' ');
    onChange(part, next);
    // The field has its new caret already; its value follows.
    setBegun(begunName(next, fieldOf(part)?.selectionStart ?? next.length));
  };
  const fitting =
    begun === null
      ? []
      : look.names.map(({ name }) => name).filter((name) => name.startsWith(begun) && name !== begun);
  return (
    // What is said of a long text must be seen from where somebody types in it.
    <div className="carafe-template-part" data-offers={fitting.length > 0 || undefined}>
      <Box width="100%">
        <TextField
          id={idOf(part)}
          label={t[part]}
          value={value}
          onChange={change}
          onFocus={() => onFocus(part)}
          autoComplete="off"
          spellCheck={!isLong}
          {...(part === 'preheader' && { helpText: t.preheaderHelp })}
          {...(isLong ? { multiline: 8, maxHeight: '28rem', monospaced: true } : { multiline: true })}
          {...(told.length > 0 && { error: told.join(' ') })}
        />
      </Box>
      {isLong && first && (
        <div className="carafe-template-line">
          <Button variant="plain" onClick={() => goToLine(part, first)}>
            {t.goTo(first)}
          </Button>
        </div>
      )}
      {begun !== null && (
        <Suggestions
          fitting={fitting}
          onChoose={(name) => {
            onChange(part, insertName(part, value, { name, begun }));
            setBegun(null);
          }}
        />
      )}
    </div>
  );
}

const MOST_OFFERED = 6;

function Suggestions(props: { fitting: readonly string[]; onChoose: (name: string) => void }) {
  const t = usePanel().s.templates;
  const { fitting } = props;
  return (
    <div aria-live="polite" className="carafe-suggestions">
      {fitting.length > 0 && (
        <BlockStack gap="100">
          <Text as="p" tone="subdued">
            {t.suggestions(fitting.length)}
          </Text>
          <InlineStack gap="100">
            {fitting.slice(0, MOST_OFFERED).map((name) => (
              <Button key={name} size="micro" onClick={() => props.onChoose(name)}>
                {name}
              </Button>
            ))}
          </InlineStack>
        </BlockStack>
      )}
    </div>
  );
}

const idOf = (part: Part) => `template-${part}`;

function fieldOf(part: Part): HTMLTextAreaElement | HTMLInputElement | null {
  const field = document.getElementById(idOf(part));
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field : null;
}

const LONGEST_BEGUN = 200;

/** The name that the caret stands at the end of, within an output or a condition; null anywhere else. */
export function begunName(text: string, caret: number): string | null {
  // A begun name is near; in a long text, looking from every sign would make typing slow.
  const before = text.slice(Math.max(0, caret - LONGEST_BEGUN), caret);
  return (
    /\{\{-?\s*([\w.]*)$/.exec(before)?.[1] ??
    /\{%-?\s*(?:if|elsif|unless|case)\s+(?:[^%}]*\s(?:and|or)\s+)?([\w.]*)$/.exec(before)?.[1] ??
    null
  );
}

/** The text with a name at the caret: the rest of a begun one, or a whole output. The caret goes behind it. */
export function insertName(
  part: Part,
  text: string,
  { name, begun }: { name: string; begun: string | null },
): string {
  const field = fieldOf(part);
  const caret = field?.selectionStart ?? text.length;
  const start = begun === null ? caret : caret - begun.length;
  const isOutput = begun !== null && /\{\{-?\s*$/.test(text.slice(0, start));
  const isClosed = /^\s*[^{}]*\}\}/.test(text.slice(caret));
  const inserted = begun === null ? `{{ ${name} }}` : isOutput && !isClosed ? `${name} }}` : name;
  const spaced = isOutput && text[start - 1] === '{' ? ` ${inserted}` : inserted;
  const end = start + spaced.length;
  // Once React has written the new value.
  requestAnimationFrame(() => {
    field?.focus();
    field?.setSelectionRange(end, end);
  });
  return `${text.slice(0, start)}${spaced}${text.slice(caret)}`;
}

function goToLine(part: Part, line: number): void {
  const field = fieldOf(part);
  if (!field) return;
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}
