import { isoDay, localDay } from '~/base/lib/days';
import { type PanelLocale, panelLocale } from '~/base/strings/panel';
import type { StaffRole } from '~/base/vocabulary/staff-roles';
import { sqlInShop } from '~/db.server';
import { env } from '~/env.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import type { AdminRequest } from '~/office/pages/request/admin-request.server';
import { loadColleagues } from '~/office/pages/request/colleagues.server';

/** What stands around every page of the panel. */
export interface Frame {
  readonly apiKey: string;
  /** Where App Bridge comes from when it is not Shopify's own network: the local store. */
  readonly appBridgeUrl: string | null;
  readonly locale: PanelLocale;
  readonly countryCode: string | null;
  readonly timeZone: string;
  readonly currency: string;
  readonly shopDomain: string;
  readonly today: string;
  readonly staffRole: StaffRole;
  readonly colleagues: Readonly<Record<string, string>>;
  /** The reader's number, by which rows say who did something. */
  readonly me: string;
}

export async function loadFrame(request: Request, admin: AdminRequest, now: Date): Promise<Frame> {
  const { shop, colleagues } = await sqlInShop(admin.shopId, async (sql) => ({
    shop: await loadShop(sql),
    colleagues: await loadColleagues(sql),
  }));
  const { SHOPIFY_API_KEY: apiKey, LOCAL_STORE_URL: store } = env();
  return {
    apiKey,
    appBridgeUrl: store ? new URL('/app-bridge.js', store).toString() : null,
    locale: panelLocale(
      new URL(request.url).searchParams.get('locale'),
      request.headers.get('accept-language'),
    ),
    countryCode: shop.countryCode,
    timeZone: shop.timeZone,
    currency: shop.currency,
    shopDomain: shop.domain,
    today: isoDay(localDay(now, shop.timeZone)),
    staffRole: admin.role,
    colleagues,
    me: admin.staff,
  };
}
