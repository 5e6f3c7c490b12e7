import { z } from 'zod';
import { withHash } from '~/base/lib/colour';
import { type ShopSettings, shopSettingsSchema } from '~/base/settings/shop-settings';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type MailPreview, nowhere, renderPreview } from '~/office/pages/queue/preview.server';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { loadTemplate } from '~/outreach/templates/load-template.server';
import { mailLocale } from '~/outreach/templates/mail-locale';
import { sampleMail } from '~/outreach/templates/sample-mail';

const { sender, brand } = shopSettingsSchema.shape;
const senderShape = sender.unwrap().shape;
const brandShape = brand.unwrap().shape;
const LONGEST = 2_000;
/** The one with a button. */
const KIND = 'running-low';

const wordsSchema = z.object({
  name: senderShape.name,
  signature: senderShape.signature,
  postalAddress: senderShape.postalAddress,
  logoUrl: z.string().max(LONGEST),
  accentColour: z.string().max(LONGEST),
  backgroundColour: z.string().max(LONGEST),
});
export type BrandWords = z.infer<typeof wordsSchema>;

/**
 * A mail of this shop with its brand as it stands in the form now; a colour or an address that is half typed is shown as
 * it is stored. Null: these are no such words, or longer than they may be.
 */
export async function brandLook(shopId: bigint, given: unknown): Promise<MailPreview | null> {
  const words = wordsSchema.safeParse(given);
  if (!words.success) return null;
  return renderPreview(
    await sqlInShop(shopId, async (sql) => {
      const shop = await loadShop(sql);
      const locale = mailLocale(null, shop.locale);
      const template = (await loadTemplate(sql, KIND, locale)) ?? defaultTemplate(KIND, locale);
      const settings = { ...shop.settings, ...typed(words.data, shop.settings) };
      return { ...sampleMail(KIND, locale, template), shop: { ...shop, settings }, links: nowhere };
    }),
  );
}

function typed(
  { name, signature, postalAddress, ...given }: BrandWords,
  stored: ShopSettings,
): Pick<ShopSettings, 'sender' | 'brand'> {
  const taken = <Field extends keyof ShopSettings['brand']>(field: Field): ShopSettings['brand'][Field] =>
    brandShape[field].safeParse(withHash(given[field])).data ?? stored.brand[field];
  return {
    sender: { ...stored.sender, name, signature, postalAddress },
    brand: {
      logoUrl: taken('logoUrl'),
      accentColour: taken('accentColour'),
      backgroundColour: taken('backgroundColour'),
    },
  };
}
