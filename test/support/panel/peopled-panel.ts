import type { PanelShop } from '../../factories/panel-shop';
import type { StaplesShop } from '../../factories/staples-shop';
import { makeKnownToStore } from './known-to-store';
import type { Panel } from './open-panel';

export interface PeopledPanel {
  readonly shop: PanelShop;
  readonly staples: StaplesShop;
  /** What the shop itself named, in English: mail is written in the shop's language, in the preview of its look as well. */
  readonly own: readonly string[];
}

/** Gives the shop people with stories, so many others, and products of every sort that some of them buy. */
export async function peoplePanel(panel: Panel, crowd: number): Promise<PeopledPanel> {
  const { store } = panel.stack;
  const shopId = BigInt(store.world.shop.id);
  const shop = await panel.populate(crowd);
  const { makeStaplesShop } = await import('../../factories/staples-shop');
  const { sqlInShop } = await import('~/db.server');
  const staples = await makeStaplesShop(shopId, { today: Math.floor(store.clock.now() / 86_400_000) });
  await makeKnownToStore(shopId, store.world);
  const needs = await sqlInShop(shopId, (sql) =>
    sql.rows<{ title: string }>('SELECT title FROM need WHERE shop_id = $1'),
  );
  const own = [
    ...needs.map(({ title }) => title),
    'Thank you for your first order, Mia',
    'Grinder Mk II',
    'Buyer',
    'Default',
    'Email subscribers',
  ];
  return { shop, staples, own };
}
