export type Throttle = {
  /** Takes the points, or says that there are too few. */
  take: (points: number) => boolean;
  giveBack: (points: number) => void;
  status: () => { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
  /** For tests: empties the bucket. */
  drain: () => void;
  fill: () => void;
};

/** Shopify's leaky bucket, in real time. */
export function createThrottle({ maximum, restoreRate }: { maximum: number; restoreRate: number }): Throttle {
  let available = maximum;
  let asOf = Date.now();
  const refill = () => {
    const now = Date.now();
    available = Math.min(maximum, available + ((now - asOf) / 1000) * restoreRate);
    asOf = now;
  };
  return {
    take: (points) => {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack: (points) => {
      refill();
      available = Math.min(maximum, available + points);
    },
    status: () => {
      refill();
      return { maximumAvailable: maximum, currentlyAvailable: Math.floor(available), restoreRate };
    },
    drain: () => {
      refill();
      available = 0;
    },
    fill: () => {
      available = maximum;
    },
  };
}
