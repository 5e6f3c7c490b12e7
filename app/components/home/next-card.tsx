import { BlockStack, Link, List, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { TitledCard } from '~/components/parts/titled-card';
import type { NextMail } from '~/office/pages/home/next-mail.server';

/** Until the first mail has left: when it is expected, and where it waits until then. */
export function NextCard({ next }: { next: NextMail }) {
  const { s } = usePanel();
  const words = s.home.next;
  const waits = next.first?.waits ?? next.needsWord;
  return (
    <TitledCard
      title={words.title}
      beside={
        <Link url={`/app/queue?view=${waits ? 'waiting' : 'upcoming'}`} removeUnderline>
          {s.home.week.open}
        </Link>
      }
    >
      <BlockStack gap="200">
        <When next={next} />
        <Text as="p" tone="subdued">
          {waits ? words.waits : words.leaves}
        </Text>
      </BlockStack>
    </TitledCard>
  );
}

function When({ next }: { next: NextMail }) {
  const { s, write } = usePanel();
  const words = s.home.next;
  if (next.first) return <Text as="p">{words.first(write.dayTime(next.first.dueAt))}</Text>;
  if (next.isPlanning) return <Text as="p">{words.planning}</Text>;
  return (
    <BlockStack gap="100">
      <Text as="p">{words.none}</Text>
      <List>
        {next.kinds.map((kind) => (
          <List.Item key={kind}>
            {s.kinds[kind]}:{' '}
            {kind === 'warranty-expiry' && next.lacks ? <Lacks what={next.lacks} /> : words.expect[kind]}
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

/** Where there is no product, its page would be a dead end. */
function Lacks({ what }: { what: NonNullable<NextMail['lacks']> }) {
  const words = usePanel().s.home.next;
  if (what === 'products') return words.lacksProducts;
  return (
    <>
      {words.lacksWarranties} <Link url="/app/products">{words.enterWarranties}</Link>
    </>
  );
}
