import { type Mark, placeMarks } from '~/components/charts/place-marks';

/** The words below a drawing, each at its place; for eyes alone, since the drawing names itself to others. */
export function CurveMarks({ marks }: { marks: readonly Mark[] }) {
  const placed = placeMarks(marks);
  return (
    <figcaption
      className="carafe-curve-marks"
      aria-hidden="true"
      style={{ height: `${(Math.max(0, ...placed.map(({ row }) => row)) + 1) * 1.2}rem` }}
    >
      {placed.map(({ what, at, words, side, row }) => (
        <span
          key={what}
          className="carafe-curve-mark"
          data-what={what}
          data-side={side}
          style={{ left: `${at}%`, top: `${row * 1.15}rem` }}
        >
          {words}
        </span>
      ))}
    </figcaption>
  );
}
