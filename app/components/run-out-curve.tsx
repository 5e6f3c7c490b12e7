import { usePanel } from '~/components/panel-context';
import { runOutShape } from '~/components/run-out-shape';
import type { SupplyView } from '~/office/pages/customer.server';

/** When a supply ends, as a hill over the days: eight chances in ten lie in the light part, half of them in the dark. */
export function RunOutCurve({
  supply,
  todayOn,
  writeOn,
}: {
  supply: SupplyView;
  todayOn: string;
  writeOn: string | null;
}) {
  const { s, write } = usePanel();
  const shape = runOutShape({ ...supply, todayOn, writeOn });
  const label = s.customer.supplies.curve(
    supply.title,
    write.day(supply.p50On),
    write.day(supply.p10On),
    write.day(supply.p90On),
  );
  const near = (a: number, b: number | null) => b !== null && Math.abs(a - b) < 17;
  const marks: { what: string; at: number; words: string; row: 1 | 2 }[] = [
    {
      what: 'expected',
      at: shape.expectedAt,
      words: `${s.customer.supplies.expected} ${write.day(supply.p50On)}`,
      row: 1,
    },
    { what: 'today', at: shape.todayAt, words: s.customer.supplies.today, row: near(shape.todayAt, shape.expectedAt) ? 2 : 1 },
  ];
  if (shape.writeAt !== null && writeOn) {
    const crowded = near(shape.writeAt, shape.expectedAt) || near(shape.writeAt, shape.todayAt);
    marks.push({
      what: 'write',
      at: shape.writeAt,
      words: `${s.customer.supplies.write} ${write.day(writeOn)}`,
      row: crowded ? 2 : 1,
    });
  }
  return (
    <figure className="carafe-curve">
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={label}>
        <path className="carafe-curve-tail" d={shape.all} />
        <path className="carafe-curve-range" d={shape.range} />
        <path className="carafe-curve-core" d={shape.core} />
        <path className="carafe-curve-line" d={shape.outline} />
        <line className="carafe-curve-axis" x1="0" x2="100" y1="40" y2="40" />
        <line className="carafe-curve-today" x1={shape.todayAt} x2={shape.todayAt} y1="0" y2="40" />
        {shape.writeAt !== null && (
          <line className="carafe-curve-write" x1={shape.writeAt} x2={shape.writeAt} y1="12" y2="40" />
        )}
      </svg>
      <figcaption className="carafe-curve-marks" aria-hidden="true">
        {marks.map(({ what, at, words, row }) => (
          <span
            key={what}
            className="carafe-curve-mark"
            data-what={what}
            data-row={row}
            data-side={at < 14 ? 'left' : at > 86 ? 'right' : 'middle'}
            style={{ left: `${at}%` }}
          >
            {words}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
