import { BlockStack, Card, Text } from '@shopify/polaris';
import { EmptyPage } from '~/components/frame/empty-page';
import { usePanel } from '~/components/frame/panel-context';
import { Why } from '~/components/parts/why';
import type { SegmentPage } from '~/office/pages/customers/segment.server';

/** Who of a segment may be written to, and whether there is a reason. */
export function SegmentAbout({ page }: { page: SegmentPage }) {
  const { s, write } = usePanel();
  const why = s.whys.segment;
  const { looked, total, known, mayGet, kinds } = page;
  const reasons = kinds.reduce((sum, { waiting, planned, held }) => sum + waiting + planned + held, 0);
  if (looked === 0) {
    return (
      <Card padding="0">
        <EmptyPage
          title={s.segment.nobody}
          about={s.segment.nobodyAbout}
          action={{ content: s.segment.toCustomers, url: '/app/customers' }}
        />
      </Card>
    );
  }
  return (
    <Card>
      <BlockStack gap="200">
        {looked < total && <Text as="p">{s.segment.cut(looked, total)}</Text>}
        <Text as="p">{s.segment.known(known, looked)}</Text>
        <Text as="p">{s.segment.mayGet(mayGet.marketing, mayGet.anything)}</Text>
        <Text as="p" fontWeight="semibold">
          {reasons > 0 ? s.segment.reasons(page.aheadDays, reasons) : s.segment.noReason(page.aheadDays)}
        </Text>
        <Text as="p" tone="subdued">
          {reasons > 0 ? s.segment.about : s.segment.noReasonAbout}
        </Text>
        <Why
          about={why.about}
          sentence={why.sentence}
          inputs={[
            { name: why.people, value: write.number(total) },
            { name: why.looked, value: write.number(looked) },
            { name: why.known, value: write.number(known) },
            { name: why.days, value: write.number(page.aheadDays) },
          ]}
        />
      </BlockStack>
    </Card>
  );
}
