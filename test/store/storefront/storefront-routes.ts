import type { Route } from '../http/router';
export function storefrontRoutes(_: unknown): Route[] {
  return [];
}
