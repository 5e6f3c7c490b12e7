import type { Route } from '../http/router';
export function shellRoutes(_: unknown): Route[] {
  return [];
}
