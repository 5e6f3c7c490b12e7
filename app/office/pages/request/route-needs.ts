import type { StaffRole } from '~/base/vocabulary/staff-roles';

/** Reading a page or a file; sending it a decision; and what some decisions need beyond that. */
type Part = 'read' | 'act' | 'resume';

/**
 * What each route of the panel and of the admin's blocks needs. A test compares it with the files in app/routes: a new
 * route states its need here. Everybody may stop mail; letting it go again needs full access.
 */
export const routeNeeds = {
  app: { read: 'desk' },
  'app.$': { read: 'desk' },
  'app._index': { read: 'desk' },
  'app.accuracy': { read: 'desk' },
  'app.batches': { act: 'desk' },
  'app.brand-look': { act: 'full' },
  'app.complaints': { act: 'desk' },
  'app.concerned': { read: 'full' },
  'app.customers.$id': { read: 'desk' },
  'app.customers._index': { read: 'desk' },
  'app.customers.export': { read: 'full' },
  'app.data-requests.$id': { read: 'full' },
  'app.decisions': { act: 'desk' },
  'app.domain-check': { act: 'full' },
  'app.dry-run-mail.$kind.$place': { read: 'full' },
  'app.dry-run.$kind': { read: 'full', act: 'full' },
  'app.erase': { act: 'full' },
  'app.export': { read: 'full' },
  'app.found': { read: 'full' },
  'app.kinds': { act: 'full' },
  'app.last-month': { read: 'full' },
  'app.load-again': { act: 'desk' },
  'app.mailbox': { act: 'full' },
  'app.messages.$id.preview': { read: 'desk' },
  'app.move-ahead': { read: 'desk' },
  'app.needs': { read: 'desk' },
  'app.never': { act: 'desk' },
  'app.notes': { act: 'desk' },
  'app.order-import': { act: 'full' },
  'app.pause': { read: 'desk', act: 'desk', resume: 'full' },
  'app.products.$id': { read: 'desk' },
  'app.products._index': { read: 'desk' },
  'app.products.changes': { act: 'full' },
  'app.products.find': { read: 'desk' },
  'app.products.import': { read: 'full', act: 'full' },
  'app.products.table': { read: 'full' },
  'app.queue': { read: 'desk' },
  'app.replay': { act: 'full' },
  'app.reports._index': { read: 'desk' },
  'app.reports.table': { read: 'desk' },
  'app.resume': { act: 'full' },
  'app.role': { read: 'desk' },
  'app.segments.$id': { read: 'desk' },
  'app.send-now-ahead': { read: 'desk' },
  'app.sender-words': { act: 'full' },
  'app.settings': { read: 'full', act: 'full' },
  'app.smtp-test': { act: 'full' },
  'app.tasks._index': { read: 'desk' },
  'app.tasks.change': { act: 'desk' },
  'app.team': { act: 'full' },
  'app.template-people': { read: 'desk' },
  'app.template': { act: 'full' },
  'app.templates.$kind.$locale': { read: 'full' },
  'app.templates._index': { read: 'full' },
  'app.views': { act: 'desk' },
  'app.welcome': { read: 'full', act: 'full' },
  'ext.customers.$id': { read: 'desk' },
  'ext.decisions': { read: 'desk', act: 'desk' },
  'ext.orders.$id': { read: 'desk' },
  'ext.products.$id': { read: 'desk', act: 'full' },
  'ext.segments.$id': { read: 'desk' },
} as const satisfies Record<string, Partial<Record<Part, StaffRole>>>;

export type RouteName = keyof typeof routeNeeds;

/** What a part of a route needs; what no line says needs full access. */
export function needOf(route: RouteName, part: Part): StaffRole {
  const needs: Partial<Record<Part, StaffRole>> = routeNeeds[route];
  return needs[part] ?? 'full';
}
