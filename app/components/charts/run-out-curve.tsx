import { Text } from '@shopify/polaris';
import { CurveMarks } from '~/components/charts/curve-marks';
import { type RunOutDays, runOutShape } from '~/components/charts/run-out-shape';
import { usePanel } from '~/components/frame/panel-context';

/** When a supply ends, as a hill over the days: eight chances in ten lie in the light part, half of them in the dark. */
export function RunOutCurve({
  title,
  days,
  todayOn,
  next,
}: {
  title: string;
  days: Omit<RunOutDays, 'todayOn' | 'writeOn'>;
  todayOn: string;
  /** When something is written about it, unless it stays held; null where nothing is planned. */
  next: { on: string; isHeld: boolean; isSecond: boolean } | null;
}) {
  const { s, write } = usePanel();
  const shape = runOutShape({ ...days, todayOn, writeOn: next?.on ?? null });
  const label = s.customer.supplies.curve(
    title,
    write.day(days.p50On),
    write.day(days.p10On),
    write.day(days.p90On),
  );
  const words = s.customer.supplies;
  const marks = [
    { what: 'expected', at: shape.expectedAt, words: `${words.expected} ${write.day(days.p50On)}` },
    { what: 'today', at: shape.todayAt, words: words.today },
    ...(shape.writeAt !== null && next
      ? [
          {
            what: 'write',
            at: shape.writeAt,
            words: `${next.isHeld ? words.writeHeld : next.isSecond ? words.writeSecond : words.write} ${write.day(next.on)}`,
          },
        ]
      : []),
  ];
  return (
    <figure className="carafe-curve">
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={label}>
        <path className="carafe-curve-tail" d={shape.all} />
        <path className="carafe-curve-range" d={shape.range} />
        <path className="carafe-curve-core" d={shape.core} />
        <path className="carafe-curve-line" d={shape.outline} />
        <line className="carafe-curve-axis" x1="0" x2="100" y1="40" y2="40" />
        <line className="carafe-curve-expected" x1={shape.expectedAt} x2={shape.expectedAt} y1="0" y2="40" />
        <line className="carafe-curve-today" x1={shape.todayAt} x2={shape.todayAt} y1="0" y2="40" />
        {shape.writeAt !== null && (
          <line className="carafe-curve-write" x1={shape.writeAt} x2={shape.writeAt} y1="12" y2="40" />
        )}
      </svg>
      <CurveMarks marks={marks} />
      <Text as="p" variant="bodySm" tone="subdued">
        {words.dark(write.day(days.p25On), write.day(days.p75On))}{' '}
        {words.light(write.day(days.p10On), write.day(days.p90On))}
      </Text>
    </figure>
  );
}
