/**
 * What a person of the shop may do. `desk`, the care desk, sees customers, queue, work and reports, does the work and
 * decides about messages, and may stop mail. `full` may do everything else too: settings, templates, products, data.
 */
export const staffRoles = ['full', 'desk'] as const;

export type StaffRole = (typeof staffRoles)[number];

/** Whether a person of this role may do what needs another at least. */
export function covers(role: StaffRole, need: StaffRole): boolean {
  return role === 'full' || need === 'desk';
}

/** What a refused request is told: what it needs, and who can give it, by name where one is known. */
export interface Refusal {
  readonly needs: 'full';
  readonly keepers: readonly string[];
}

/** Null for what is no refusal of ours, such as Shopify's own. */
export function parseRefusal(given: unknown): Refusal | null {
  const { needs, keepers } = (given ?? {}) as Partial<Refusal>;
  return needs === 'full' && Array.isArray(keepers) ? { needs, keepers: keepers.map(String) } : null;
}
