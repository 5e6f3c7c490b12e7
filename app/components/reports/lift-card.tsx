import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import { LEAST_CUSTOMERS, LEAST_REORDERS } from '~/base/vocabulary/reports';
import { usePanel } from '~/components/frame/panel-context';
import { BarTable } from '~/components/parts/bar-table';
import { KindName } from '~/components/parts/kind-name';
import { TitledCard } from '~/components/parts/titled-card';
import { Why } from '~/components/parts/why';
import type { KindReport, ReportPage } from '~/office/reports/reports-page.server';

/** What the mails brought, by the comparison with those who were left out by chance. It leads the page. */
export function LiftCard({ page }: { page: ReportPage }) {
  const { s } = usePanel();
  const words = s.reports.lift;
  return (
    <TitledCard title={words.title} about={words.about(page.windowDays)}>
      <ul className="carafe-rows" data-plain="">
        {page.kinds.map((line) => (
          <li key={line.kind}>
            <KindLift line={line} windowDays={page.windowDays} />
          </li>
        ))}
      </ul>
      <Text as="p" tone="subdued">
        {words.rule(LEAST_CUSTOMERS, LEAST_REORDERS)}
      </Text>
    </TitledCard>
  );
}

type Arm = KindReport['treated'];

function KindLift({ line, windowDays }: { line: KindReport; windowDays: number }) {
  const { s, write, isFull } = usePanel();
  const words = s.reports.lift;
  const { lift, treated, holdout, kind, written, leftOut } = line;
  const signed = (share: number) => `${share > 0 ? '+' : ''}${write.number(share * 100)}`;
  const claims = 'difference' in lift ? lift : null;
  const range = claims && words.range(signed(claims.from), signed(claims.to));
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="baseline" gap="200">
        <Text as="h3" fontWeight="semibold">
          <KindName kind={kind} />
        </Text>
        <Why
          about={words.whyOf(s.kinds[kind])}
          sentence={words.why(windowDays)}
          inputs={[
            { name: words.treatedCustomers, value: write.number(treated.customers) },
            { name: words.treatedReordered, value: write.number(treated.reordered) },
            { name: words.holdoutCustomers, value: write.number(holdout.customers) },
            { name: words.holdoutReordered, value: write.number(holdout.reordered) },
            ...(range ? [{ name: words.interval, value: range }] : []),
          ]}
          {...(isFull && { more: { content: words.settings, url: '/app/settings#kinds' } })}
        />
      </InlineStack>
      <Text as="p" {...(lift.verdict === 'costs' && { tone: 'critical' as const })}>
        {isAboutOrders(line)
          ? words.order
          : words.sentences[lift.verdict](claims ? signed(claims.difference) : '')}{' '}
        {range && `${range[0]?.toUpperCase()}${range.slice(1)}.`}{' '}
        {claims && lift.verdict !== 'unclear' && extraOf(claims.extra)}
      </Text>
      {claims && (
        <BarTable
          head={[words.group, words.reordered]}
          rows={[
            { name: words.with, share: shareOf(treated), value: armWords(treated) },
            { name: words.without, share: shareOf(holdout), value: armWords(holdout) },
          ]}
        />
      )}
      <Text as="p" tone="subdued">
        {words.moments(write.number(written + leftOut), write.number(written), write.number(leftOut))}
      </Text>
    </BlockStack>
  );

  function armWords(arm: Arm): string {
    const percent = write.number(shareOf(arm) * 100);
    return words.share(percent, write.number(arm.reordered), write.number(arm.customers));
  }

  function extraOf({ difference, from, to }: { difference: number; from: number; to: number }): string {
    const whole = (count: number) => write.number(Math.round(count));
    return words.extra(whole(difference), whole(from), whole(to));
  }
}

const shareOf = ({ customers, reordered }: Arm) => (customers === 0 ? 0 : reordered / customers);

/** These go whatever the lot says. */
const aboutOrders = new Set([
  'recall',
  'late-order',
  'delivery-check',
  'warranty-expiry',
  'recovery-follow-up',
]);
const isAboutOrders = ({ kind, lift }: KindReport) => lift.verdict === 'no-holdout' && aboutOrders.has(kind);
