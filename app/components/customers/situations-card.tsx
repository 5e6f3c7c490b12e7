import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useNotes } from '~/components/customers/use-notes';
import { usePanel } from '~/components/frame/panel-context';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import type { SituationView } from '~/office/pages/customers/notes.server';

interface SituationsCardProps {
  readonly situations: readonly SituationView[];
  readonly name: string;
}

/** How the customer is, as far as somebody of the shop knows, with the way to take it back. Nothing while all is well. */
export function SituationsCard({ situations, name }: SituationsCardProps) {
  if (situations.length === 0) return null;
  return (
    <Card>
      <Situations situations={situations} name={name} />
    </Card>
  );
}

function Situations({ situations, name }: SituationsCardProps) {
  const list = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={list}>
      <BlockStack gap="400">
        {situations.map((situation) => (
          <div key={situation.id} data-row="">
            <OneSituation situation={situation} name={name} />
          </div>
        ))}
      </BlockStack>
    </div>
  );
}

function OneSituation({ situation, name }: { situation: SituationView; name: string }) {
  const { s, write, person } = usePanel();
  const words = s.notes;
  const { id, kind, until, text, by, at } = situation;
  const { change, busy } = useNotes();
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h2" variant="headingMd">
          {words.situations[kind]}
        </Text>
        {until && <Badge tone="attention">{words.until(write.dayOf(until))}</Badge>}
      </InlineStack>
      <Text as="p">{words.about[kind]}</Text>
      {text !== '' && <blockquote className="carafe-quote">{text}</blockquote>}
      <InlineStack gap="200" blockAlign="center">
        <Button
          size="slim"
          disabled={busy}
          accessibilityLabel={words.endName(words.end[kind], name)}
          onClick={() => void change({ intent: 'end', id }, { words: words.ended })}
        >
          {words.end[kind]}
        </Button>
        <Text as="span" tone="subdued">
          {words.notedBy(person(by), write.dayTime(at))}
        </Text>
      </InlineStack>
    </BlockStack>
  );
}
