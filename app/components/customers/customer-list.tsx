import { Link as RouteLink } from '@remix-run/react';
import { Badge, Text } from '@shopify/polaris';
import { memo } from 'react';
import { reorderStatuses } from '~/base/vocabulary/customers';
import { usePanel } from '~/components/frame/panel-context';
import { StatusBadge } from '~/components/parts/badges';
import { HeadRow } from '~/components/parts/head-row';
import { PhoneWhy } from '~/components/parts/phone-why';
import { Why } from '~/components/parts/why';
import type { CustomerRow } from '~/office/pages/customers/customers.server';

/**
 * The customers of a page: a table at a desk, cards on a phone, one markup for both. Not an IndexTable: fifty of its rows
 * take a browser several times as long, and it would need a second list for the phone.
 */
export const CustomerList = memo(function CustomerList({ rows }: { rows: readonly CustomerRow[] }) {
  const { s } = usePanel();
  const { columns } = s.customers;
  return (
    <>
      <PhoneWhy
        columns={[
          { name: columns.status, value: s.lists.why.status.rule },
          { name: columns.runsOut, value: s.lists.why.runsOut },
        ]}
      />
      <table className="carafe-customers">
        <HeadRow
          titles={[
            columns.customer,
            columns.status,
            columns.runsOut,
            columns.next,
            columns.lastOrder,
            columns.orders,
            s.customer.contact.spent,
          ]}
          asides={{
            [columns.status]: (
              <Why
                about={columns.status}
                sentence={s.lists.why.status.rule}
                inputs={reorderStatuses.map((status) => ({
                  name: s.statuses[status],
                  value: s.statusAbout[status],
                }))}
              />
            ),
            [columns.runsOut]: (
              <Why
                about={columns.runsOut}
                sentence={s.lists.why.runsOut}
                more={{ content: s.lists.why.runsOutMore, url: '/app/products?view=to-confirm' }}
              />
            ),
          }}
        />
        <tbody>
          {rows.map((row) => (
            <CustomerLine row={row} key={row.id} />
          ))}
        </tbody>
      </table>
    </>
  );
});

function CustomerLine({ row }: { row: CustomerRow }) {
  const { s, write } = usePanel();
  const lastOrder = write.dayOf(row.lastOrderAt);
  return (
    <tr>
      <td>
        <RouteLink className="carafe-rowlink" to={`/app/customers/${row.id}`}>
          <Text as="span" fontWeight="semibold" breakWord>
            {row.name || s.common.guest}
          </Text>
        </RouteLink>
      </td>
      <td>
        <StatusBadge status={row.status} hasDied={row.hasDied} />
      </td>
      <td>
        {!row.hasDied && (row.runsOut || row.isNotYetKnown) && (
          <PhoneHead title={s.customers.columns.runsOut} />
        )}
        <RunsOut row={row} />
      </td>
      <td {...(!row.next && { className: 'carafe-only-desk' })}>
        <PhoneHead title={s.customers.columns.next} />
        <NextMessage row={row} />
      </td>
      <td className="carafe-only-desk carafe-unbroken">{lastOrder}</td>
      <td>
        <span className="carafe-only-desk">{write.number(row.orders)}</span>
        <span className="carafe-only-phone carafe-subdued">
          {`${s.common.orders(row.orders)} · ${s.customers.columns.lastOrder} ${lastOrder}`}
        </span>
      </td>
      <td className="carafe-only-desk">{write.money(row.spentMinor)}</td>
    </tr>
  );
}

/** A card has no heads of columns: without these, two products one below the other say nothing. */
function PhoneHead({ title }: { title: string }) {
  return <span className="carafe-only-phone carafe-subdued carafe-small">{title}</span>;
}

function RunsOut({ row }: { row: CustomerRow }) {
  const { s, write } = usePanel();
  if (row.hasDied) return null;
  if (!row.runsOut) {
    const { notYetKnown, noForecast } = s.customers;
    return <span className="carafe-subdued">{row.isNotYetKnown ? notYetKnown : noForecast}</span>;
  }
  const { title, p10On, p50On, p90On, isPast } = row.runsOut;
  const middle = write.day(p50On);
  return (
    <>
      <span title={title} className="carafe-cut">
        {title}
      </span>
      <span className="carafe-subdued carafe-small">
        {isPast
          ? s.customers.expected(middle)
          : `${middle} (${s.customers.runsOut(write.day(p10On), write.day(p90On))})`}
      </span>
    </>
  );
}

function NextMessage({ row }: { row: CustomerRow }) {
  const { s, write } = usePanel();
  if (!row.next) return <span className="carafe-subdued">{s.customers.noMessage}</span>;
  const { kind, state, dueAt, about } = row.next;
  return (
    <>
      {about && (
        <span title={about} className="carafe-cut">
          {about}
        </span>
      )}
      <span {...(about && { className: 'carafe-subdued carafe-small' })}>
        {`${s.kinds[kind]}, ${write.dayOf(dueAt)} `}
      </span>
      {state === 'awaiting_approval' && <Badge tone="attention">{s.states[state]}</Badge>}
      {state === 'held' && <Badge tone="warning">{s.states[state]}</Badge>}
    </>
  );
}
