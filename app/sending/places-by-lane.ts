/**
 * At most `limit` at once in each lane; whoever comes later waits in line. Resolves to what gives the place up, which
 * must be called once.
 */
export function placesByLane(limit: number): (lane: bigint) => Promise<() => void> {
  const lanes = new Map<bigint, Lane>();
  return async (id) => {
    const lane = lanes.get(id) ?? { taken: 0, line: [] };
    lanes.set(id, lane);
    if (lane.taken < limit) lane.taken++;
    else await new Promise<void>((resolve) => lane.line.push(resolve));
    return () => {
      const first = lane.line.shift();
      if (first) return first();
      lane.taken--;
      if (lane.taken === 0) lanes.delete(id);
    };
  };
}

interface Lane {
  taken: number;
  readonly line: (() => void)[];
}
