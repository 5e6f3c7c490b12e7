import type { Refusal, StaffRole } from '~/base/vocabulary/staff-roles';
import { sqlInShop } from '~/db.server';

const NOTE_AFTER_MS = 3_600_000;

export interface Visitor {
  readonly staff: string;
  /** Undefined where the session tells none. */
  readonly name: string | undefined;
  readonly at: Date;
}

/** What is known of a person before the request: both null for somebody who opens the app for the first time. */
export interface KnownStaff {
  readonly role: StaffRole | null;
  readonly seenAt: Date | null;
}

/** What a person may do in a shop. A new one is written down; of the others it is noted, at most once an hour, that they were here. */
export async function staffRole(
  shopId: bigint,
  visitor: Visitor,
  { role, seenAt }: KnownStaff,
): Promise<StaffRole> {
  if (!role || !seenAt) return welcomeStaff(shopId, visitor);
  const { staff, name, at } = visitor;
  const noteBefore = new Date(at.getTime() - NOTE_AFTER_MS);
  if (seenAt < noteBefore) {
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE staff SET seen_at = $3, name = coalesce(name, $4)
         WHERE shop_id = $1 AND staff = $2 AND seen_at < $5`,
        staff,
        at,
        name ?? null,
        noteBefore,
      ),
    );
  }
  return role;
}

/** A newcomer gets what the shop chose for newcomers, and everything where nobody else has that. */
function welcomeStaff(shopId: bigint, { staff, name, at }: Visitor): Promise<StaffRole> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{ role: StaffRole }>(
      `INSERT INTO staff (shop_id, staff, name, role, seen_at)
       SELECT id, $2, $3,
         CASE WHEN EXISTS (SELECT FROM staff WHERE shop_id = $1 AND role = 'full') THEN newcomer_role ELSE 'full' END, $4
       FROM shop WHERE id = $1
       ON CONFLICT (shop_id, staff) DO UPDATE SET seen_at = excluded.seen_at
       RETURNING role`,
      staff,
      name ?? null,
      at,
    );
    if (!row) throw new Error(`No shop ${shopId}`);
    return row.role;
  });
}

const MOST_KEEPERS = 5;

/** The answer to who may not: 403, with the names of those who can give the access, who was here last first. */
export async function refusal(shopId: bigint): Promise<Response> {
  const keepers = await sqlInShop(shopId, (sql) =>
    sql.rows<{ name: string }>(
      `SELECT name FROM staff WHERE shop_id = $1 AND role = 'full' AND name IS NOT NULL
       ORDER BY seen_at DESC LIMIT ${MOST_KEEPERS}`,
    ),
  );
  const body: Refusal = { needs: 'full', keepers: keepers.map(({ name }) => name) };
  return Response.json(body, { status: 403, headers: { 'Cache-Control': 'no-store' } });
}
