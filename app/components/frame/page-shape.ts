/** What of a page is known by its address before it is there. */
export interface PageShape {
  readonly width: 'full' | 'usual' | 'narrow';
  readonly hasAside: boolean;
  readonly leadsBack: boolean;
}

const FULL = /^\/app\/(customers|products)$/;
const NARROW = /^\/app\/(accuracy|products\/import|dry-run\/.+)$/;
const WITH_ASIDE = /^\/app(\/reports|\/(customers|products)\/\d+)?$/;
const LEADING_BACK = /^\/app\/(accuracy|welcome|(customers|products|segments|templates|dry-run)\/.+)$/;

/**
 * The shape that a page keeps when it comes, so that nothing jumps.
 *
 * @example pageShape('/app/customers') // { width: 'full', hasAside: false, leadsBack: false }
 */
export function pageShape(path: string): PageShape {
  const address = path.replace(/\/$/, '');
  return {
    width: FULL.test(address) ? 'full' : NARROW.test(address) ? 'narrow' : 'usual',
    hasAside: WITH_ASIDE.test(address),
    leadsBack: LEADING_BACK.test(address),
  };
}
