import { BlockStack, Link, Text } from '@shopify/polaris';
import { isAnswer } from '~/base/vocabulary/answers';
import { complaintCauses, remedies } from '~/base/vocabulary/complaints';
import { endings, isWhyNot, queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { type BarRow, BarTable } from '~/components/parts/bar-table';
import { TitledCard } from '~/components/parts/titled-card';
import { Why } from '~/components/parts/why';
import type { ReportPage } from '~/office/reports/reports-page.server';

/** What did not go, and why; the queue has them one by one. */
export function RefusedCard({ page }: { page: ReportPage }) {
  const { s, write } = usePanel();
  const words = s.reports.refused;
  const most = Math.max(1, ...page.refused.map(({ count }) => count));
  const states = endings.filter((state) => page.refused.some((row) => row.state === state));
  return (
    <TitledCard title={words.title} beside={<Why about={words.whyAbout} sentence={words.why} />}>
      {page.refused.length === 0 ? (
        <Text as="p">{words.none}</Text>
      ) : (
        <div className="carafe-long-bars">
          <BarTable
            head={words.head}
            rows={page.refused.map(({ code, state, count }) => ({
              key: `${code}-${state}`,
              name: words.name(
                isWhyNot(code) ? s.lists.whyNots[code] : s.dryRun.refused.other,
                words.states[state] ?? state,
              ),
              share: count / most,
              value: write.number(count),
            }))}
          />
        </div>
      )}
      {states.length > 0 && (
        <BlockStack gap="300" inlineAlign="start">
          {states.map((ending) => (
            <Link key={ending} url={queueAddress({ view: 'past', ending })}>
              {words.queue}: {s.states[ending]}
            </Link>
          ))}
        </BlockStack>
      )}
    </TitledCard>
  );
}

export function AnswersCard({ page }: { page: ReportPage }) {
  const { s, write } = usePanel();
  const words = s.reports.answers;
  const most = Math.max(1, ...page.answers.map(({ count }) => count));
  return (
    <TitledCard title={words.title} beside={<Why about={words.whyAbout} sentence={words.why} />}>
      {page.answers.length === 0 ? (
        <Text as="p">{words.none}</Text>
      ) : (
        <BarTable
          head={words.head}
          rows={page.answers.map(({ answer, count }) => ({
            key: answer,
            name: isAnswer(answer) ? words.names[answer] : answer,
            share: count / most,
            value: write.number(count),
          }))}
        />
      )}
    </TitledCard>
  );
}

/** Where complaints came from and what was done: the causes are what a shop can learn from. */
export function ComplaintCausesCard({ page }: { page: ReportPage }) {
  const { s, write } = usePanel();
  const words = s.reports.complaints;
  const { opened, causes, remedies: done } = page.complaints;
  const rows = <Value extends string>(
    values: readonly Value[],
    { counts, names }: { counts: Readonly<Record<string, number>>; names: Readonly<Record<Value, string>> },
  ): BarRow[] =>
    values
      .filter((value) => (counts[value] ?? 0) > 0)
      .map((value) => ({
        key: value,
        name: names[value],
        share: (counts[value] ?? 0) / Math.max(1, opened),
        value: write.number(counts[value] ?? 0),
      }));
  const causeRows = rows(complaintCauses, { counts: causes, names: s.complaints.causes });
  const remedyRows = rows(remedies, { counts: done, names: s.complaints.remedies });
  return (
    <TitledCard title={words.title} beside={<Why about={words.whyAbout} sentence={words.why} />}>
      <Text as="p">{opened === 0 ? words.none : words.opened(write.number(opened))}</Text>
      {opened > 0 && causeRows.length === 0 && (
        <Text as="p" tone="subdued">
          {words.open}
        </Text>
      )}
      {causeRows.length > 0 && <BarTable head={words.cause} rows={causeRows} />}
      {remedyRows.length > 0 && <BarTable head={words.remedy} rows={remedyRows} />}
    </TitledCard>
  );
}
