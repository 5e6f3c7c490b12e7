import { BlockStack, Card, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { BarTable } from '~/components/parts/bar-table';
import type { PoolExplained } from '~/insight/learning/pools/explain-pool';

/** How one customer's rhythm and what all show are weighed, and what quantity does: two small tables of bars. */
export function ProductWeighCard({ learnt, said }: { learnt: PoolExplained; said: boolean }) {
  const { s, write } = usePanel();
  const { weigh, quantity } = s.products.one;
  const percent = Math.round(learnt.learntShare * 100);
  const most = Math.max(...learnt.byUnits.map(({ days }) => days));
  return (
    <Card>
      <div className="carafe-two">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {weigh.title}
          </Text>
          <Text as="p" tone="subdued">
            {weigh.about}{' '}
            {said
              ? weigh.said(percent, write.number(Math.round(learnt.reckonedDays)))
              : weigh.unsaid(percent)}
          </Text>
          <BarTable
            head={[weigh.intervals, weigh.own]}
            rows={learnt.ownShares.map(({ intervals, share }) => ({
              name: write.number(intervals),
              share,
              value: write.percent(share),
            }))}
          />
        </BlockStack>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {quantity.title}
          </Text>
          <Text as="p" tone="subdued">
            {quantity.about(Math.round((2 ** learnt.elasticity - 1) * 100))}
          </Text>
          <BarTable
            head={[quantity.units, quantity.days]}
            rows={learnt.byUnits.map(({ units, days }) => ({
              name: write.number(units),
              share: days / most,
              value: s.common.days(Math.round(days)),
            }))}
          />
        </BlockStack>
      </div>
    </Card>
  );
}
