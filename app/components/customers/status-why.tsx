import { InlineStack } from '@shopify/polaris';
import { dayNumber, isoDay } from '~/base/lib/days';
import { usePanel } from '~/components/frame/panel-context';
import { StatusBadge } from '~/components/parts/badges';
import { Why } from '~/components/parts/why';
import type { CustomerPage } from '~/office/pages/customers/customer.server';

/** A customer's status, with the days on which their silence makes it the next one. */
export function StatusWhy({ page }: { page: CustomerPage }) {
  const { s, write } = usePanel();
  const words = s.lists.why.status;
  const { typicalIntervalDays, lastOrderOn, dueAfterDays, lateAfterDays, lapseAfterDays } = page.rhythm;
  const after = (days: number | null | undefined): string | null =>
    lastOrderOn && typeof days === 'number'
      ? write.day(isoDay(dayNumber(lastOrderOn) + Math.round(days)))
      : null;
  const inputs = [
    { name: words.interval, value: typicalIntervalDays ? words.days(Math.round(typicalIntervalDays)) : null },
    { name: s.customers.columns.lastOrder, value: after(0) },
    { name: words.due, value: after(dueAfterDays) },
    { name: words.late, value: after(lateAfterDays) },
    { name: words.lapsed, value: after(lapseAfterDays) },
  ];
  const badge = <StatusBadge status={page.status} hasDied={page.hasDied} />;
  if (page.hasDied) return badge;
  return (
    <InlineStack gap="200" blockAlign="center">
      {badge}
      <Why
        about={s.statuses[page.status]}
        sentence={`${s.statusAbout[page.status]} ${words.rule}`}
        inputs={inputs.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))}
      />
    </InlineStack>
  );
}
