import type { ReactNode } from 'react';

interface HeadRowProps {
  readonly titles: readonly string[];
  /** What stands behind a title, by the title: a "Why?". */
  readonly asides?: Readonly<Record<string, ReactNode>>;
}

/** The heads of a table's columns. */
export function HeadRow({ titles, asides = {} }: HeadRowProps) {
  return (
    <thead>
      <tr>
        {titles.map((title) => (
          <th key={title} scope="col">
            {asides[title] ? (
              <span className="carafe-head">
                {title} {asides[title]}
              </span>
            ) : (
              title
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
