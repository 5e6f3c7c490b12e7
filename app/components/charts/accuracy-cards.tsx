import { Text } from '@shopify/polaris';
import type { AccuracyStrings } from '~/base/strings/en/accuracy';
import { FEWEST_TO_COMPARE } from '~/base/vocabulary/reports';
import { usePanel } from '~/components/frame/panel-context';
import { BarTable } from '~/components/parts/bar-table';
import { HeadRow } from '~/components/parts/head-row';
import { TitledCard } from '~/components/parts/titled-card';
import type { Rule } from '~/insight/learning/pools/score-forecasts';
import type { JudgedScore } from '~/office/reports/accuracy-report.server';
import type { SentTiming } from '~/office/reports/sent-timing.server';

const order: readonly Rule[] = ['carafe', 'product-median', 'fixed-delay'];

/** What was said of the shop's past and what came of it, beside simpler rules. */
export function ScoreCards({ score }: { score: JudgedScore }) {
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
            value: write.percent(score.onTime[rule]),
          }))}
        />
        <Comparisons score={score} />
        <Text as="p" tone="subdued">
          {words.onTime.inTime} {words.onTime.days(write.number(score.fixedDelayDays ?? 0))}
        </Text>
        <Text as="p" tone="subdued">
          {words.basis(
            write.number(score.questions),
            write.number(score.customers),
            write.day(score.scoredOn),
          )}{' '}
          {words.reordered(write.number(score.reordered), write.number(score.reorderingCustomers))}
        </Text>
      </TitledCard>
      <CalibrationCard score={score} />
    </>
  );
}

/** What was said of the shop's past beside what came, where enough customers stand behind it. */
function CalibrationCard({ score }: { score: JudgedScore }) {
  const { s, write } = usePanel();
  const words = s.accuracy.calibration;
  const reordered = write.number(score.reordered);
  if (score.calibration.length === 0)
    return (
      <TitledCard title={words.title}>
        <Text as="p">{words.tooFew(reordered, write.number(score.reorderingCustomers))}</Text>
      </TitledCard>
    );
  const leftOut = score.questions - score.calibration.reduce((sum, { count }) => sum + count, 0);
  return (
    <TitledCard title={words.title} about={words.about}>
      <table className="carafe-lines carafe-lines-numbered carafe-lines-figures">
        <HeadRow titles={calibrationHead(words)} />
        <tbody>
          {score.calibration.map(({ said, came, from, to, count, customers }) => (
            <tr key={said}>
              <th scope="row">{write.percent(said)}</th>
              <td>{write.percent(came)}</td>
              <td>{words.range(points(from), points(to))}</td>
              <td>{write.number(count)}</td>
              <td>{write.number(customers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text as="p">
        {words.outside(
          score.calibration.filter(({ isWithin }) => !isWithin).length,
          score.calibration.length,
        )}
      </Text>
      {leftOut > 0 && <Text as="p">{words.leftOut(write.number(leftOut))}</Text>}
      <Text as="p">{words.rangeHeld(reordered, write.percent(score.rangeHeld))}</Text>
    </TitledCard>
  );
}

const calibrationHead = ({ said, came, likely, purchases, customers }: AccuracyStrings['calibration']) => [
  said,
  came,
  likely,
  purchases,
  customers,
];

const points = (share: number) => String(Math.round(share * 100));

/** Whether the difference to each simpler rule means anything yet, in words. */
function Comparisons({ score }: { score: JudgedScore }) {
  const { s, write } = usePanel();
  const words = s.accuracy.comparison;
  const reorders = write.number(score.reordered);
  const customers = write.number(score.reorderingCustomers);
  const bound = (share: number) => `${share > 0 ? '+' : ''}${write.number(Math.round(share * 100))}`;
  if (score.comparisons.some(({ verdict }) => verdict === 'too-few'))
    return <Text as="p">{words.tooFew(reorders, customers, FEWEST_TO_COMPARE)}</Text>;
  return score.comparisons.map(
    (one) =>
      one.verdict !== 'too-few' && (
        <Text as="p" key={one.against}>
          <Text as="span" fontWeight="semibold">
            {words.beside(s.accuracy.onTime.rules[one.against])}
          </Text>{' '}
          {words.sentences[one.verdict](
            words.basis(reorders, customers),
            write.number(Math.abs(one.difference) * 100),
            words.range(bound(one.from), bound(one.to)),
          )}
        </Text>
      ),
  );
}

const rows: readonly (keyof SentTiming)[] = ['within3', 'within14', 'later', 'open', 'young'];

/** How early and late the reminders of the last 90 days were, all of them. */
export function SentTimingCard({ sent, until }: { sent: SentTiming; until: Date }) {
  const { s, write } = usePanel();
  const words = s.accuracy.sent;
  const all = rows.reduce((sum, row) => sum + sent[row], 0);
  return (
    <TitledCard
      title={words.title}
      {...(all > 0 && { about: words.about(write.number(all), write.dayTime(until)) })}
    >
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
