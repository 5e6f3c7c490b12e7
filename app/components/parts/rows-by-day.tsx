import { Text } from '@shopify/polaris';
import { Fragment, type ReactNode } from 'react';
import { isoDay, localDay } from '~/base/lib/days';
import { usePanel } from '~/components/frame/panel-context';

interface RowsByDayProps<Row> {
  /** In the order of their days, either way. */
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly atOf: (row: Row) => Date;
  /** The list item of a row. */
  readonly children: (row: Row) => ReactNode;
}

/** A list under the names of its days, by the shop's clock. */
export function RowsByDay<Row>({ rows, idOf, atOf, children }: RowsByDayProps<Row>) {
  const { write, timeZone } = usePanel();
  const dayOf = (row: Row) => isoDay(localDay(atOf(row), timeZone));
  return (
    <ul className="carafe-rows">
      {rows.map((row, index) => {
        const above = rows[index - 1];
        const on = dayOf(row);
        return (
          <Fragment key={idOf(row)}>
            {(above === undefined || dayOf(above) !== on) && (
              <li className="carafe-dayhead">
                <Text as="h2" variant="headingSm">
                  {write.weekday(on)}
                </Text>
              </li>
            )}
            {children(row)}
          </Fragment>
        );
      })}
    </ul>
  );
}
