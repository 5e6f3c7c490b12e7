import { Link as RouteLink } from '@remix-run/react';
import { Badge, BlockStack, IndexTable, InlineStack, Text } from '@shopify/polaris';
import { StatusBadge } from '~/components/badges';
import { usePanel } from '~/components/panel-context';
import type { CustomerRow } from '~/office/pages/customers.server';

/** The customers of a page: a table at a desk, cards in a list on a phone. */
export function CustomerList({ rows }: { rows: readonly CustomerRow[] }) {
  const { s, write } = usePanel();
  const columns = s.customers.columns;
  return (
    <>
      <div className="carafe-only-desk">
        <IndexTable
          resourceName={s.customers.resource}
          itemCount={rows.length}
          selectable={false}
          headings={[
            { title: columns.customer },
            { title: columns.status },
            { title: columns.runsOut },
            { title: columns.next },
            { title: columns.lastOrder },
            { title: columns.orders, alignment: 'end' },
            { title: s.customer.contact.spent, alignment: 'end' },
          ]}
        >
          {rows.map((row, index) => (
            <IndexTable.Row id={row.id} key={row.id} position={index}>
              <IndexTable.Cell>
                <RouteLink className="carafe-rowlink" to={`/app/customers/${row.id}`} data-primary-link>
                  <Text as="span" fontWeight="semibold" breakWord>
                    {row.name || s.common.guest}
                  </Text>
                </RouteLink>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <StatusBadge status={row.status} />
              </IndexTable.Cell>
              <IndexTable.Cell>
                <RunsOut row={row} />
              </IndexTable.Cell>
              <IndexTable.Cell>
                <NextMessage row={row} />
              </IndexTable.Cell>
              <IndexTable.Cell>{write.dayOf(row.lastOrderAt)}</IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" alignment="end" numeric>
                  {write.number(row.orders)}
                </Text>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" alignment="end" numeric>
                  {write.money(row.spentMinor)}
                </Text>
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      </div>
      <ul className="carafe-rows carafe-only-phone">
        {rows.map((row) => (
          <li key={row.id}>
            <RouteLink className="carafe-rowlink" to={`/app/customers/${row.id}`}>
              <BlockStack gap="100">
                <InlineStack align="space-between" gap="200" wrap={false}>
                  <Text as="span" fontWeight="semibold" breakWord>
                    {row.name || s.common.guest}
                  </Text>
                  <StatusBadge status={row.status} />
                </InlineStack>
                <RunsOut row={row} />
                <Text as="span" tone="subdued">
                  {s.common.orders(row.orders)}
                  {` · ${columns.lastOrder} ${write.dayOf(row.lastOrderAt)}`}
                </Text>
                {row.next && <NextMessage row={row} />}
              </BlockStack>
            </RouteLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function RunsOut({ row }: { row: CustomerRow }) {
  const { s, write } = usePanel();
  if (!row.runsOut) {
    return (
      <Text as="span" tone="subdued">
        {s.customers.noForecast}
      </Text>
    );
  }
  const { title, p10On, p50On, p90On } = row.runsOut;
  return (
    <BlockStack>
      <span title={title} style={{ display: 'block', maxWidth: '17rem' }}>
        <Text as="span" truncate>
          {title}
        </Text>
      </span>
      <Text as="span" tone="subdued" variant="bodySm">
        {write.day(p50On)} ({s.customers.runsOut(write.day(p10On), write.day(p90On))})
      </Text>
    </BlockStack>
  );
}

function NextMessage({ row }: { row: CustomerRow }) {
  const { s, write } = usePanel();
  if (!row.next) {
    return (
      <Text as="span" tone="subdued">
        {s.customers.noMessage}
      </Text>
    );
  }
  const { kind, state, dueAt } = row.next;
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <Text as="span">
        {s.kinds[kind]}, {write.dayOf(dueAt)}
      </Text>
      {state === 'awaiting_approval' && <Badge tone="attention">{s.states[state]}</Badge>}
      {state === 'held' && <Badge tone="warning">{s.states[state]}</Badge>}
    </InlineStack>
  );
}
