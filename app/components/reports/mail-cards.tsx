import { Badge, type BadgeProps, BlockStack, InlineStack, Text } from '@shopify/polaris';
import { reportStep } from '~/base/vocabulary/reports';
import { usePanel } from '~/components/frame/panel-context';
import { BarTable } from '~/components/parts/bar-table';
import { HeadRow } from '~/components/parts/head-row';
import { KindName } from '~/components/parts/kind-name';
import { TitledCard } from '~/components/parts/titled-card';
import { Why } from '~/components/parts/why';
import type { KindReport, ReportPage } from '~/office/reports/reports-page.server';

/** Orders through a link and orders merely after a mail, told apart. */
export function FollowedCard({ page }: { page: ReportPage }) {
  const { s, write } = usePanel();
  const words = s.reports.followed;
  const lines = page.kinds.filter(
    ({ ordersThroughLink, ordersAfter }) => ordersThroughLink + ordersAfter > 0,
  );
  const cell = (orders: number, amount: number) => words.cell(write.number(orders), write.money(amount));
  return (
    <TitledCard
      title={words.title}
      about={words.about}
      beside={<Why about={words.whyAbout} sentence={words.why(page.windowDays)} />}
    >
      {lines.length === 0 ? (
        <Text as="p">{words.empty}</Text>
      ) : (
        <table className="carafe-lines">
          <HeadRow titles={[s.queue.kind, words.link, words.after]} />
          <tbody>
            {lines.map((line) => (
              <tr key={line.kind}>
                <th scope="row">{s.kinds[line.kind]}</th>
                <td>{cell(line.ordersThroughLink, line.amountThroughLinkMinor)}</td>
                <td>{cell(line.ordersAfter, line.amountAfterMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </TitledCard>
  );
}

/** How many mails left, week by week or month by month, and how many orders followed. */
export function StepsCard({ page }: { page: ReportPage }) {
  const { s, write } = usePanel();
  const words = s.reports.steps;
  const step = reportStep(page.days);
  const most = Math.max(1, ...page.steps.map(({ mails }) => mails));
  return (
    <TitledCard title={words.title[step]} beside={<Why about={words.whyAbout} sentence={words.why} />}>
      <BarTable
        head={words.head[step]}
        rows={page.steps.map(({ on, mails, orders }) => ({
          key: on,
          name: step === 'week' ? write.day(on) : write.month(on.slice(0, 7)),
          share: mails / most,
          value: orders > 0 ? words.value(write.number(mails), s.common.orders(orders)) : write.number(mails),
        }))}
      />
    </TitledCard>
  );
}

const tones: Record<KindReport['health']['state'], BadgeProps['tone']> = {
  'nothing-sent': undefined,
  'too-early': 'info',
  well: 'success',
  watch: 'warning',
  trouble: 'critical',
};

/** Clicks, answers, unsubscribes, bounces and spam reports of each kind, and whether it does harm. */
export function ReceptionCard({ page }: { page: ReportPage }) {
  const { s, write } = usePanel();
  const words = s.reports.reception;
  return (
    <TitledCard title={words.title}>
      <ul className="carafe-rows" data-plain="">
        {page.kinds
          .filter(({ mails }) => mails > 0)
          .map((line) => (
            <li key={line.kind}>
              <BlockStack gap="200">
                <InlineStack align="space-between" blockAlign="baseline" gap="200">
                  <InlineStack gap="200" blockAlign="center">
                    <Text as="h3" fontWeight="semibold">
                      <KindName kind={line.kind} />
                    </Text>
                    <Badge tone={tones[line.health.state]}>{words.health[line.health.state]}</Badge>
                  </InlineStack>
                  <Why
                    about={words.whyOf(s.kinds[line.kind])}
                    sentence={words.why}
                    inputs={[{ name: words.mails, value: write.number(line.mails) }]}
                  />
                </InlineStack>
                <dl className="carafe-facts">
                  {factsOf(line).map(([name, count]) => (
                    <div key={name} style={{ display: 'contents' }}>
                      <dt>{name}</dt>
                      <dd>{words.count(write.number(count), write.number((count / line.mails) * 100))}</dd>
                    </div>
                  ))}
                </dl>
              </BlockStack>
            </li>
          ))}
      </ul>
    </TitledCard>
  );

  function factsOf(line: KindReport): [string, number][] {
    return [
      [words.clicked, line.clicked],
      [words.answered, line.answered],
      ...(line.complained > 0 ? [[words.complained, line.complained] as [string, number]] : []),
      [words.replied, line.replied],
      [words.unsubscribed, line.unsubscribed],
      [words.bounced, line.bounced],
      [words.spam, line.spamReports],
    ];
  }
}
