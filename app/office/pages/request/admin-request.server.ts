import { now } from '~/base/lib/clock.server';
import { covers, type StaffRole } from '~/base/vocabulary/staff-roles';
import { acrossShops } from '~/db.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { needOf, type RouteName } from '~/office/pages/request/route-needs';
import { type KnownStaff, refusal, staffRole } from '~/office/pages/request/staff-role.server';
import { authenticate } from '~/shopify.server';

/** The status of every page of a shop that had everything deleted: not there, in conflict with what was wished. */
const ERASED = 409;

/** Who asks, and for which shop: the scope of everything a page of the admin does. */
export interface AdminRequest {
  readonly shopId: bigint;
  readonly shopDomain: string;
  /** Shopify's id of the staff member, from the session token. */
  readonly staff: string;
  readonly staffName: string | undefined;
  readonly role: StaffRole;
  /** Refuses, as the request itself would have been, what needs more than its route does. */
  demand(part: 'resume'): Promise<void>;
  /** Lets a block of the admin, which lives at another address, read the answer. */
  cors(response: Response): Response;
  /** Leads to another page of the app, with what the admin wrote into the address. */
  redirect(path: string): Response;
}

/**
 * Checks a request of the embedded admin. Throws the library's own Response (a new token, the login) when it does not
 * hold, and 403 with who can help when the person's role does not cover what the route needs. A shop whose row is
 * missing, because its install was cut short, is installed now; one that had everything deleted has no pages but the
 * frame that says so.
 */
export async function adminRequest(
  request: Request,
  route: RouteName,
  { evenErased = false }: { evenErased?: boolean } = {},
): Promise<AdminRequest> {
  const { session, sessionToken, cors, redirect } = await authenticate.admin(request);
  const user = session.onlineAccessInfo?.associated_user;
  const staff = String(sessionToken?.sub ?? user?.id ?? 'staff');
  const staffName = user ? `${user.first_name} ${user.last_name}`.trim() : undefined;
  const known = await knownShop(session.shop, staff);
  const isErased = known?.state === 'erased';
  if (isErased && !evenErased) throw cors(new Response(null, { status: ERASED }));
  const shopId = known?.id ?? (await installShop(session.shop)).shopId;
  // Of an erased shop nothing is written down any more; its frame shows nothing that a role would hide.
  const role = isErased
    ? 'full'
    : await staffRole(
        shopId,
        { staff, name: staffName, at: now() },
        { role: known?.role ?? null, seenAt: known?.seenAt ?? null },
      );
  const demand = async (part: Parameters<typeof needOf>[1]) => {
    if (!covers(role, needOf(route, part))) throw cors(await refusal(shopId));
  };
  await demand(isRead(request.method) ? 'read' : 'act');
  return {
    shopId,
    shopDomain: session.shop,
    staff,
    staffName,
    role,
    demand,
    cors,
    redirect: (path) => redirect(path),
  };
}

const isRead = (method: string) => ['GET', 'HEAD', 'OPTIONS'].includes(method);

async function knownShop(
  domain: string,
  staff: string,
): Promise<({ id: bigint; state: string } & KnownStaff) | undefined> {
  const rows = await acrossShops('admin', (sql) =>
    sql.rows<{ id: bigint; state: string } & KnownStaff>(
      `SELECT shop.id, shop.state, staff.role, staff.seen_at AS "seenAt"
       FROM shop LEFT JOIN staff ON staff.shop_id = shop.id AND staff.staff = $2
       WHERE shop.domain = $1 AND shop.state IN ('installed', 'erased')`,
      domain,
      staff,
    ),
  );
  return rows[0];
}
