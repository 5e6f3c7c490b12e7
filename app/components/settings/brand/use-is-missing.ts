import { useEffect, useState } from 'react';

const QUIET_MS = 400;

/** Does this browser get no picture from the address? Asked a moment after the last key, and never of half an address. */
export function useIsMissing(address: string): boolean {
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    setMissing(false);
    if (!/^https?:\/\/[^/]/i.test(address)) return;
    const picture = new Image();
    picture.referrerPolicy = 'no-referrer';
    picture.onload = () => setMissing(false);
    picture.onerror = () => setMissing(true);
    const timer = setTimeout(() => {
      picture.src = address;
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      picture.onload = null;
      picture.onerror = null;
    };
  }, [address]);
  return isMissing;
}
