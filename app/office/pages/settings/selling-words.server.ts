import { z } from 'zod';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { senderFindings, senderParts } from '~/outreach/templates/text/content-class';

const senderSchema = z.object({
  name: z.string().max(100),
  signature: z.string().max(200),
  postalAddress: z.string().max(500),
});

/** What in the sender's words makes every mail an advertisement, by its field; a field that offers nothing is left out. */
export type SellingWords = Readonly<Partial<Record<(typeof senderParts)[number], string>>>;

/** Looks at the sender's words as they stand in the form now. Null: they are none, or longer than they may be. */
export async function sellingWords(shopId: bigint, given: unknown): Promise<SellingWords | null> {
  const sender = senderSchema.safeParse(given);
  if (!sender.success) return null;
  const { name } = await sqlInShop(shopId, loadShop);
  const findings = senderFindings({ name, sender: sender.data });
  return Object.fromEntries(
    senderParts.flatMap((part) => {
      const found = findings.filter((finding) => finding.part === part);
      return found.length === 0 ? [] : [[part, found.map(({ text }) => text).join(', ')]];
    }),
  );
}
