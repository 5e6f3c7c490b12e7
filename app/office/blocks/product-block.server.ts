import type { PanelVoice } from '~/base/strings/panel-voice';
import type { NeedUsage } from '~/base/vocabulary/orders';
import { daysBounds, warrantyBounds } from '~/base/vocabulary/product-bounds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { replanEdited } from '~/insight/learning/customers/replan-edited.server';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import { loadSupply, type ProductSupply, saveSupply } from '~/intake/products/save-supply.server';
import { parseSupplyChange } from '~/intake/products/supply-input';
import { loadShop } from '~/intake/shops/load-shop.server';
import type { ProductBlock, ProductSaved } from '~/office/blocks/answers';
import type { BlockRequest } from '~/office/blocks/block-request.server';

type Asked = Pick<BlockRequest, 'shopId' | 'voice' | 'role'>;

/** A product as the block on Shopify's own page shows it. */
export async function loadProductBlock(
  { shopId, voice, role }: Asked,
  shopifyProductId: string,
): Promise<ProductBlock> {
  return sqlInShop(shopId, async (sql) => {
    const supply = await loadSupply(sql, shopifyProductId);
    if (!supply) return { sentences: [voice.s.blocks.unknownProduct], supply: null };
    const { settings } = await loadShop(sql);
    const { daysPerUnit, warrantyMonths } = supply;
    const sentences = await needSentences(sql, supply, voice);
    if (role !== 'full') return { sentences: [...sentences, voice.s.team.productsLocked], supply: null };
    return {
      sentences,
      supply: {
        daysPerUnit,
        warrantyMonths,
        warrantyAbout: voice.s.blocks.defaultWarranty(settings.warranty.defaultMonths ?? 0),
      },
    };
  });
}

/** Stores what a person typed, and lets the plans that depend on it be made again. */
export async function saveProductBlock(
  asked: Asked & Pick<BlockRequest, 'staff' | 'staffName' | 'now'>,
  { shopifyProductId, given }: { shopifyProductId: string; given: unknown },
): Promise<ProductSaved> {
  const { shopId, voice } = asked;
  const words = voice.s.blocks;
  const answer = async (
    status: ProductSaved['status'],
    sentence: string,
    errors: ProductSaved['errors'] = {},
  ): Promise<ProductSaved> => ({
    status,
    sentence,
    errors,
    block: await loadProductBlock(asked, shopifyProductId),
  });
  const parsed = parseSupplyChange(given);
  if (parsed.status === 'invalid') {
    const errors = {
      daysPerUnit: words.outOfBounds.daysPerUnit(daysBounds.from, daysBounds.to),
      warrantyMonths: words.outOfBounds.warrantyMonths(warrantyBounds.to),
    };
    return answer('invalid', '', Object.fromEntries(parsed.fields.map((field) => [field, errors[field]])));
  }
  const who = { by: asked.staff, byName: asked.staffName, at: asked.now };
  const saved = await saveSupply(shopId, { shopifyProductId, change: parsed.change, who });
  if (saved === 'not-found') return answer('not-found', words.unknownProduct);
  if (saved === 'changed-meanwhile') return answer('changed-meanwhile', words.changedMeanwhile);
  await replanEdited(shopId);
  return answer('saved', words.saved);
}

interface NeedRow {
  usage: NeedUsage;
  usage_source: string;
  customers: number | null;
  rebuy_share: number | null;
  median_days: number | null;
  p25_days: number | null;
  p75_days: number | null;
  products: number;
}

async function needSentences(
  sql: ShopSql,
  supply: ProductSupply,
  { s, write }: PanelVoice,
): Promise<string[]> {
  const [need] = await sql.rows<NeedRow>(
    `SELECT n.usage, n.usage_source, p.customers, p.rebuy_share, p.median_days, p.p25_days, p.p75_days,
       (SELECT count(DISTINCT v.shopify_product_id)::int FROM need_variant nv
          JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = nv.shopify_variant_id AND v.deleted_at IS NULL
          WHERE nv.shop_id = $1 AND nv.need_id = n.id AND nv.valid_until IS NULL) AS products
     FROM need n LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1 WHERE n.shop_id = $1 AND n.id = $2`,
    supply.needId,
  );
  if (!need) return [];
  const words = s.blocks;
  const { customers, rebuy_share: buyAgainShare, median_days: days, p25_days: from, p75_days: to } = need;
  const pool = customers === null ? null : { customers, buyAgainShare: buyAgainShare ?? 0 };
  const { usage, usage_source: usageSource } = need;
  const verdict = usageVerdict({ usage, usageSource, daysPerUnit: supply.daysPerUnit }, pool);
  const whole = (number: number) => write.number(Math.round(number));
  return [
    verdict.usedUp
      ? words.usedUp
      : verdict.because === 'merchant'
        ? words.merchantNotUsedUp
        : words.notUsedUp,
    days && from && to && customers && buyAgainShare
      ? words.learnt(whole(days), whole(from), whole(to), customers)
      : words.nothingLearnt,
    ...(need.products > 1 ? [words.pooled(need.products - 1)] : []),
    ...(supply.needs > 1 ? [words.severalNeeds(supply.needs)] : []),
  ];
}
