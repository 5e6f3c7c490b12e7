import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { Why } from '~/components/parts/why';
import { UsageBadge } from '~/components/products/usage-badge';
import type { ProductPage } from '~/office/pages/products/product.server';

/** Is it used up, and what says so. */
export function ProductUsageCard({ page }: { page: ProductPage }) {
  const { s, write } = usePanel();
  const words = s.products.one;
  const share = page.buyAgainShare ?? 0;
  const customers = page.learnt?.customers ?? 0;
  const guessedLasting = page.saidBy === 'title' && page.said === 'not_used_up';
  const days = page.daysPerUnit === null ? null : write.number(page.daysPerUnit);
  const isSaidToLast = page.usage.because === 'merchant' && !page.usage.usedUp;
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="baseline">
          <Text as="h2" variant="headingMd">
            {words.usage}
          </Text>
          <Why
            about={words.why.usageName}
            sentence={s.products.why.usage}
            inputs={[
              { name: words.why.customers, value: write.number(customers) },
              { name: words.why.share, value: write.percent(share) },
              { name: words.why.needs, value: words.why.needsValue },
              { name: words.why.said, value: page.saidBy === 'merchant' ? words.why.yes : words.why.no },
              ...(days === null ? [] : [{ name: words.why.lasts, value: words.why.lastsDays(days) }]),
              { name: words.why.lasting, value: guessedLasting ? words.why.yes : words.why.no },
            ]}
          />
        </InlineStack>
        <InlineStack>
          <UsageBadge usage={page.usage} />
        </InlineStack>
        <Text as="p" tone="subdued">
          {page.usage.because === 'days-given'
            ? s.products.because['days-given'](days ?? '')
            : s.products.because[page.usage.because]}
          {isSaidToLast && days !== null && ` ${words.daysIdle}`}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** Whom it concerns next. */
export function ProductDueCard({ page }: { page: ProductPage }) {
  const { s, write } = usePanel();
  const words = s.products.one.due;
  const why = s.whys.due;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="baseline">
          <Text as="h2" variant="headingMd">
            {words.title}
          </Text>
          {page.usage.usedUp && (
            <Why
              about={why.about}
              sentence={why.sentence}
              inputs={[
                { name: why.soon, value: write.number(page.dueSoon) },
                { name: why.past, value: write.number(page.duePast) },
              ]}
            />
          )}
        </InlineStack>
        <div aria-live="polite">
          {page.replanning && (
            <Text as="p" tone="subdued">
              {s.customer.replanning}
            </Text>
          )}
        </div>
        {!page.usage.usedUp && <Text as="p">{words.lasts}</Text>}
        {page.usage.usedUp && page.due.length === 0 && !page.replanning && <Text as="p">{words.none}</Text>}
        {page.due.length > 0 && (
          <ul className="carafe-rows" data-plain="">
            {page.due.map((customer) => (
              <li key={customer.id}>
                <Link url={`/app/customers/${customer.id}`} removeUnderline>
                  {customer.name || s.common.guest}
                </Link>
                <Text as="p" tone="subdued">
                  {customer.isPast
                    ? s.customers.expected(write.day(customer.p50On))
                    : `${write.day(customer.p50On)} (${s.customers.runsOut(write.day(customer.p10On), write.day(customer.p90On))})`}
                </Text>
              </li>
            ))}
          </ul>
        )}
        {!page.replanning && page.dueSoon + page.duePast > page.due.length && (
          <Text as="p" tone="subdued">
            {words.all(write.number(page.dueSoon), write.number(page.duePast))}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
