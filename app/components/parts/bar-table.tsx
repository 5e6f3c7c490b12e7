import { HeadRow } from '~/components/parts/head-row';

export interface BarRow {
  readonly name: string;
  readonly share: number;
  readonly value: string;
  /** Two rows may have one name. */
  readonly key?: string;
}

/** A small table whose numbers are bars as well. */
export function BarTable({ head, rows }: { head: readonly [string, string]; rows: readonly BarRow[] }) {
  return (
    <table className="carafe-bars">
      <HeadRow titles={head} />
      <tbody>
        {rows.map(({ name, share, value, key = name }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>
              <span className="carafe-bar" style={{ width: `${Math.round(share * 100)}%` }} />
              <span>{value}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
