import { Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { BarTable } from '~/components/parts/bar-table';
import { HeadRow } from '~/components/parts/head-row';
import { TitledCard } from '~/components/parts/titled-card';
import type { Rule } from '~/insight/learning/pools/score-forecasts';
import type { AccuracyReport, SentTiming } from '~/office/reports/accuracy-report.server';

const order: readonly Rule[] = ['carafe', 'product-median', 'fixed-delay'];
const FEW = 200;

/** What was said of the shop's past and what came of it, beside simpler rules. */
export function ScoreCards({ score }: { score: NonNullable<AccuracyReport['score']> }) {
  const { s, write } = usePanel();
  const words = s.accuracy;
  return (
    <>
      <TitledCard title={words.onTime.title} about={words.onTime.about}>
        <BarTable
          head={words.onTime.head}
          rows={order.map((rule) => ({
            name: words.onTime.rules[rule],
            share: score.onTime[rule],
            value: words.onTime.value(write.percent(score.onTime[rule])),
          }))}
        />
        <Text as="p" tone="subdued">
          {words.basis(write.number(score.questions), write.day(score.scoredOn))}{' '}
          {words.reordered(write.number(score.reordered))} {score.reordered < FEW && words.few}
        </Text>
      </TitledCard>
      <TitledCard title={words.calibration.title} about={words.calibration.about}>
        <table className="carafe-lines carafe-lines-numbered">
          <HeadRow titles={[words.calibration.said, words.calibration.came, words.calibration.purchases]} />
          <tbody>
            {score.calibration.map(({ said, came, count }) => (
              <tr key={said}>
                <th scope="row">{write.percent(said)}</th>
                <td>{write.percent(came)}</td>
                <td>{write.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TitledCard>
    </>
  );
}

const rows: readonly (keyof SentTiming)[] = ['within3', 'within14', 'later', 'open', 'young'];

/** How early and late the reminders of the last 90 days were. */
export function SentTimingCard({ sent }: { sent: SentTiming }) {
  const { s, write } = usePanel();
  const words = s.accuracy.sent;
  const all = rows.reduce((sum, row) => sum + sent[row], 0);
  return (
    <TitledCard title={words.title} about={words.about}>
      {all === 0 ? (
        <Text as="p">{words.empty}</Text>
      ) : (
        <BarTable
          head={words.head}
          rows={rows.map((row) => ({
            name: words.rows[row],
            share: sent[row] / all,
            value: write.number(sent[row]),
          }))}
        />
      )}
    </TitledCard>
  );
}
