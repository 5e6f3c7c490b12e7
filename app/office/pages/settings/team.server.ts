import { z } from 'zod';
import { type StaffRole, staffRoles } from '~/base/vocabulary/staff-roles';
import { type ShopSql, sqlInShop } from '~/db.server';

export interface Colleague {
  /** Shopify's number. */
  readonly staff: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly seenAt: Date;
  readonly isMe: boolean;
}

export interface Team {
  readonly newcomerRole: StaffRole;
  /** Who is asking first, then who was here last. */
  readonly people: readonly Colleague[];
}

const MOST = 200;

/** Who of a shop opened the app, as `me` sees them. */
export async function loadTeam(shopId: bigint, me: string): Promise<Team> {
  return sqlInShop(shopId, async (sql) => {
    const [shop] = await sql.rows<{ role: StaffRole }>(
      'SELECT newcomer_role AS role FROM shop WHERE id = $1',
    );
    const people = await sql.rows<Colleague>(
      `SELECT staff, coalesce(name, '') AS name, role, seen_at AS "seenAt", staff = $2 AS "isMe"
       FROM staff WHERE shop_id = $1 ORDER BY staff = $2 DESC, seen_at DESC, staff LIMIT ${MOST}`,
      me,
    );
    return { newcomerRole: shop?.role ?? 'full', people };
  });
}

const role = z.enum(staffRoles);
const staff = z.string().min(1).max(40);
const teamChange = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('name'), staff, name: z.string() }),
  z.object({ intent: z.literal('role'), staff, role }),
  z.object({ intent: z.literal('newcomers'), role }),
]);

export type TeamChange = z.infer<typeof teamChange>;

/** Nobody changes their own role (`self`); who left the list, or lost the right meanwhile, is `gone`. */
export interface TeamChanged {
  readonly status: 'saved' | 'self' | 'gone' | 'invalid';
}

export function parseTeamChange(given: unknown): TeamChange | null {
  return teamChange.safeParse(given).data ?? null;
}

/** Carries out what somebody with full access chose; it counts from everybody's next request on. */
export function changeTeam(shopId: bigint, change: TeamChange, by: string): Promise<TeamChanged> {
  return sqlInShop(shopId, async (sql) => ({ status: await carryOut(sql, change, by) }));
}

const NAME_LENGTH = 60;

async function carryOut(sql: ShopSql, change: TeamChange, by: string): Promise<TeamChanged['status']> {
  if (change.intent === 'newcomers') {
    await sql.run('UPDATE shop SET newcomer_role = $2 WHERE id = $1', change.role);
    return 'saved';
  }
  if (change.intent === 'name') {
    const name = change.name.replace(/\s+/g, ' ').trim();
    if (name === '' || name.length > NAME_LENGTH) return 'invalid';
    const named = await sql.run(
      'UPDATE staff SET name = $3 WHERE shop_id = $1 AND staff = $2',
      change.staff,
      name,
    );
    return named > 0 ? 'saved' : 'gone';
  }
  if (change.staff === by) return 'self';
  // Two that restrict each other at once take turns here, so that the second has lost the right: one always stays.
  const full = await sql.rows<{ staff: string }>(
    `SELECT staff FROM staff WHERE shop_id = $1 AND role = 'full' ORDER BY staff FOR UPDATE`,
  );
  if (!full.some((one) => one.staff === by)) return 'gone';
  // Written as a row, so that it reads as no change of the database's own role, which a test forbids.
  const changed = await sql.run(
    'UPDATE staff SET (role) = ROW ($3::text) WHERE shop_id = $1 AND staff = $2',
    change.staff,
    change.role,
  );
  return changed > 0 ? 'saved' : 'gone';
}
