import { BlockStack, Text } from '@shopify/polaris';
import { DRY_RUN_MOST_ORDERS, dryRunTimings } from '~/base/vocabulary/dry-run';
import { isWhyNot } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { BarTable } from '~/components/parts/bar-table';
import { TitledCard } from '~/components/parts/titled-card';
import { Why } from '~/components/parts/why';
import type { DryRunView } from '~/office/dry-run/dry-run-page.server';

/** How many mails each month would have had, and what about. A bar is as long as its number; the number stands in it. */
export function WouldCard({ run }: { run: DryRunView }) {
  const { s, write } = usePanel();
  const words = s.dryRun.would;
  const why = s.whys.dryRunWould;
  const isWhole = run.state === 'finished';
  const most = Math.max(1, ...run.months.map(({ mails }) => mails));
  return (
    <TitledCard
      title={words.title}
      beside={
        <Why
          about={why.about}
          sentence={why.sentence}
          inputs={[
            { name: why.customers, value: write.number(run.customers) },
            { name: why.looked, value: write.number(run.looked) },
            { name: why.months, value: write.number(run.months.length) },
          ]}
        />
      }
    >
      <BlockStack gap="100">
        <Text as="p" fontWeight="semibold">
          {run.mails === 0
            ? words.none
            : isWhole
              ? words.sentence(
                  write.number(run.mails),
                  write.number(run.written),
                  write.number(run.customers),
                )
              : words.soFar(write.number(run.mails), write.number(run.written), write.number(run.done))}
        </Text>
        <Text as="p">
          {words.since(write.day(run.fromOn), write.dayOf(run.untilAt))}{' '}
          {run.mails > 0 && words.most(write.number(run.mostForOne))}
        </Text>
        {run.oneIn > 1 && (
          <Text as="p">{words.sample(write.number(run.looked), write.number(run.customers))}</Text>
        )}
        {run.leftOut > 0 && (
          <Text as="p">{words.leftOut(write.number(run.leftOut), write.number(DRY_RUN_MOST_ORDERS))}</Text>
        )}
      </BlockStack>
      <BarTable
        head={words.head}
        rows={run.months.map(({ month, mails }) => ({
          name: write.month(month),
          share: mails / most,
          value: write.number(mails),
        }))}
      />
      {run.items.length > 0 && <Items run={run} />}
      <Text as="p" tone="subdued">
        {words.premise}
      </Text>
      <Text as="p" tone="subdued">
        {words.differs}
      </Text>
    </TitledCard>
  );
}

function Items({ run }: { run: DryRunView }) {
  const { s, write } = usePanel();
  const { title, head } = s.dryRun.items;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <Counts head={head} rows={run.items.map((item) => [item.title, write.number(item.count)])} />
    </BlockStack>
  );
}

/** How the reminders lay beside what customers really did. */
export function TimingCard({ run }: { run: DryRunView }) {
  const { s, write } = usePanel();
  const words = s.dryRun.timing;
  const all = Math.max(1, ...dryRunTimings.map((timing) => run.timing[timing]));
  return (
    <TitledCard title={words.title} about={words.about}>
      <div className="carafe-long-bars">
        <BarTable
          head={words.head}
          rows={dryRunTimings.map((timing) => ({
            name: words.rows[timing],
            share: run.timing[timing] / all,
            value: write.number(run.timing[timing]),
          }))}
        />
      </div>
    </TitledCard>
  );
}

/** What would not have gone, by reason. */
export function RefusedCard({ run }: { run: DryRunView }) {
  const { s, write } = usePanel();
  const words = s.dryRun.refused;
  if (run.refused.length === 0) return null;
  return (
    <TitledCard title={words.title} beside={<Why {...s.whys.dryRunRefused} />}>
      <Counts
        head={words.head}
        rows={run.refused.map(({ because, count }) => [
          isWhyNot(because) ? s.lists.whyNots[because] : words.other,
          write.number(count),
        ])}
      />
    </TitledCard>
  );
}

function Counts({ head, rows }: { head: readonly [string, string]; rows: readonly [string, string][] }) {
  return (
    <table className="carafe-lines">
      <thead>
        <tr>
          {head.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, count]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
