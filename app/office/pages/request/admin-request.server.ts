import { acrossShops } from '~/db.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { authenticate } from '~/shopify.server';

/** Who asks, and for which shop: the scope of everything a page of the admin does. */
export interface AdminRequest {
  readonly shopId: bigint;
  readonly shopDomain: string;
  /** Shopify's id of the staff member, from the session token. */
  readonly staff: string;
  readonly staffName: string | undefined;
  /** Lets a block of the admin, which lives at another address, read the answer. */
  cors(response: Response): Response;
}

/**
 * Checks a request of the embedded admin. Throws the library's own Response (a new token, the login) when it does not
 * hold. A shop whose row is missing, because its install was cut short, is installed now.
 */
export async function adminRequest(request: Request): Promise<AdminRequest> {
  const { session, sessionToken, cors } = await authenticate.admin(request);
  const shopId = (await installedShopId(session.shop)) ?? (await installShop(session.shop)).shopId;
  const user = session.onlineAccessInfo?.associated_user;
  return {
    shopId,
    shopDomain: session.shop,
    staff: String(sessionToken?.sub ?? user?.id ?? 'staff'),
    staffName: user ? `${user.first_name} ${user.last_name}`.trim() : undefined,
    cors,
  };
}

async function installedShopId(domain: string): Promise<bigint | null> {
  const rows = await acrossShops('admin', (sql) =>
    sql.rows<{ id: bigint }>(`SELECT id FROM shop WHERE domain = $1 AND state = 'installed'`, domain),
  );
  return rows[0]?.id ?? null;
}
