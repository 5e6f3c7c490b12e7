import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { CurveMarks } from '~/components/charts/curve-marks';
import { daysShape } from '~/components/charts/days-shape';
import { usePanel } from '~/components/frame/panel-context';
import { EmptyNote } from '~/components/parts/empty-note';
import { Why } from '~/components/parts/why';
import type { PoolExplained } from '~/insight/learning/pools/explain-pool';
import type { ProductPage } from '~/office/pages/products/product.server';

/** What all customers' orders show of one need: how long it lasts, and how well that is known. */
export function ProductLearntCard({ page }: { page: ProductPage }) {
  const { s, write } = usePanel();
  const words = s.products.one;
  const { learnt } = page;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd">
            {words.learnt.title}
          </Text>
          {learnt && (
            <Why
              about={words.why.learntName}
              sentence={words.why.learnt}
              inputs={[
                { name: words.why.customers, value: write.number(learnt.customers) },
                { name: words.why.repeat, value: write.number(learnt.repeatCustomers) },
                { name: words.why.intervals, value: write.number(learnt.intervals) },
                { name: words.why.usualUnits, value: write.number(learnt.usualUnits) },
                ...(page.sweptOn ? [{ name: words.why.sweptOn, value: write.day(page.sweptOn) }] : []),
              ]}
            />
          )}
        </InlineStack>
        {learnt ? (
          <Learnt learnt={learnt} />
        ) : (
          <EmptyNote said={words.learnt.empty} about={words.learnt.emptyAbout} />
        )}
      </BlockStack>
    </Card>
  );
}

function Learnt({ learnt }: { learnt: PoolExplained }) {
  const { s, write } = usePanel();
  const words = s.products.one;
  const [from, median, to] = [learnt.p25Days, learnt.medianDays, learnt.p75Days].map((days) =>
    write.number(Math.round(days)),
  ) as [string, string, string];
  return (
    <>
      <BlockStack gap="100">
        <Text as="p">
          {words.learnt.sentence(from, median, to)}{' '}
          {words.learnt.onePurchase(words.learnt.units(learnt.usualUnits))}{' '}
          {learnt.saidDays !== null &&
            words.learnt.saidFor(
              write.number(learnt.saidDays / learnt.usualUnits),
              write.number(Math.round(learnt.saidDays)),
              words.learnt.units(learnt.usualUnits),
            )}
        </Text>
        <Text as="p" tone="subdued">
          {learnt.intervals === 0
            ? words.learnt.none
            : words.learnt.behind(learnt.customers, learnt.repeatCustomers)}
        </Text>
      </BlockStack>
      <DaysCurve learnt={learnt} />
    </>
  );
}

function DaysCurve({ learnt }: { learnt: PoolExplained }) {
  const { s, write } = usePanel();
  const words = s.products.one.learnt;
  const shape = daysShape(learnt);
  const [from, median, to] = [learnt.p25Days, learnt.medianDays, learnt.p75Days].map((days) =>
    write.number(Math.round(days)),
  ) as [string, string, string];
  const saidAt = learnt.saidDays === null ? null : shape.place(learnt.saidDays);
  const marks = [
    { what: 'expected', at: shape.medianAt, words: words.median(median) },
    { what: 'quarter', at: shape.p25At, words: words.quarter(from) },
    { what: 'three-quarters', at: shape.p75At, words: words.threeQuarters(to) },
    ...(saidAt !== null && learnt.saidDays !== null
      ? [{ what: 'write', at: saidAt, words: words.said(write.number(Math.round(learnt.saidDays))) }]
      : []),
  ];
  return (
    <figure className="carafe-curve">
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={words.figure(from, median, to)}
      >
        <path className="carafe-curve-tail" d={`${shape.outline}L100 40L0 40Z`} />
        <path className="carafe-curve-core" d={shape.core} />
        <path className="carafe-curve-line" d={shape.outline} />
        <line className="carafe-curve-axis" x1="0" x2="100" y1="40" y2="40" />
        <line className="carafe-curve-expected" x1={shape.medianAt} x2={shape.medianAt} y1="0" y2="40" />
        {saidAt !== null && <line className="carafe-curve-write" x1={saidAt} x2={saidAt} y1="12" y2="40" />}
      </svg>
      <CurveMarks marks={marks} />
    </figure>
  );
}
