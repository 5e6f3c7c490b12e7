import { acrossShops } from '~/db.server';
import { installShop } from '~/intake/shops/install-shop.server';
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
  /** Lets a block of the admin, which lives at another address, read the answer. */
  cors(response: Response): Response;
  /** Leads to another page of the app, with what the admin wrote into the address. */
  redirect(path: string): Response;
}

/**
 * Checks a request of the embedded admin. Throws the library's own Response (a new token, the login) when it does not
 * hold. A shop whose row is missing, because its install was cut short, is installed now; one that had everything deleted
 * has no pages but the frame that says so.
 */
export async function adminRequest(
  request: Request,
  { evenErased = false }: { evenErased?: boolean } = {},
): Promise<AdminRequest> {
  const { session, sessionToken, cors, redirect } = await authenticate.admin(request);
  const known = await knownShop(session.shop);
  if (known?.state === 'erased' && !evenErased) throw new Response(null, { status: ERASED });
  const shopId = known?.id ?? (await installShop(session.shop)).shopId;
  const user = session.onlineAccessInfo?.associated_user;
  return {
    shopId,
    shopDomain: session.shop,
    staff: String(sessionToken?.sub ?? user?.id ?? 'staff'),
    staffName: user ? `${user.first_name} ${user.last_name}`.trim() : undefined,
    cors,
    redirect: (path) => redirect(path),
  };
}

async function knownShop(domain: string): Promise<{ id: bigint; state: string } | undefined> {
  const rows = await acrossShops('admin', (sql) =>
    sql.rows<{ id: bigint; state: string }>(
      `SELECT id, state FROM shop WHERE domain = $1 AND state IN ('installed', 'erased')`,
      domain,
    ),
  );
  return rows[0];
}
