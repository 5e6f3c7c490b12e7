import { useLocation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { StaffRole } from '~/base/vocabulary/staff-roles';

/**
 * What this person may do. A colleague may change it while the window stands open, so it is asked for again with each page
 * and when somebody comes back to the window. It is no part of the frame's own loading: a question that fails leaves the
 * page as it is, and the language that the admin named once stays.
 */
export function useRole(given: StaffRole): StaffRole {
  const [role, setRole] = useState(given);
  const { pathname } = useLocation();
  const askedOn = useRef(pathname);
  useEffect(() => setRole(given), [given]);
  useEffect(() => {
    const left = new AbortController();
    const ask = async () => {
      const answer = await askRole(left.signal);
      if (answer && !left.signal.aborted) setRole(answer);
    };
    const askWhenSeen = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    // The first page came with the frame, which told it.
    if (askedOn.current !== pathname) void ask();
    askedOn.current = pathname;
    document.addEventListener('visibilitychange', askWhenSeen);
    return () => {
      left.abort();
      document.removeEventListener('visibilitychange', askWhenSeen);
    };
  }, [pathname]);
  return role;
}

async function askRole(signal: AbortSignal): Promise<StaffRole | null> {
  try {
    const answer = await fetch('/app/role', { signal });
    if (!answer.ok) return null;
    const { role } = (await answer.json()) as { role: StaffRole };
    return role;
  } catch {
    // Gone on, or offline: what was known stays.
    return null;
  }
}
