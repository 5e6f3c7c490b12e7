import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import { panelLocale } from '~/base/strings/panel';
import { type PanelVoice, panelVoice } from '~/base/strings/panel-voice';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type AdminRequest, adminRequest } from '~/office/pages/request/admin-request.server';
import { loadColleagues } from '~/office/pages/request/colleagues.server';
import type { RouteName } from '~/office/pages/request/route-needs';

/** A request of a block that stands on one of the admin's own pages. */
export interface BlockRequest extends AdminRequest {
  readonly now: Date;
  readonly voice: PanelVoice;
  /** An answer that the block may read: it lives at an address of Shopify's, not at ours. */
  reply(body: object, status?: number): Response;
}

/**
 * Checks a request of an admin block: the admin puts the same session token on it as on a page of the app. The block
 * names the language of its own words (`?locale=de`), so that what we say and what stands around it agree.
 */
export async function blockRequest(request: Request, route: RouteName): Promise<BlockRequest> {
  const admin = await adminRequest(request, route);
  const { shop, colleagues } = await sqlInShop(admin.shopId, async (sql) => ({
    shop: await loadShop(sql),
    colleagues: await loadColleagues(sql),
  }));
  const asked = new URL(request.url).searchParams.get('locale');
  const at = now();
  return {
    ...admin,
    now: at,
    voice: panelVoice({
      locale: panelLocale(asked, request.headers.get('accept-language')),
      colleagues,
      me: admin.staff,
      countryCode: shop.countryCode,
      timeZone: shop.timeZone,
      currency: shop.currency,
      today: isoDay(localDay(at, shop.timeZone)),
    }),
    reply: (body, status = 200) =>
      admin.cors(Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })),
  };
}
