import { type Html, html } from '../http/html';
import type { World } from '../world/world';

/** The online store's frame around a page. */
export function storefrontPage(world: World, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${world.shop.name}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/__storefront.css"></head>
<body><header class="shop-head"><a class="shop-name" href="/">${world.shop.name}</a><p>Things for kitchens, parties and presents</p></header>
<main>${body}</main>
<footer>${world.shop.name} · ${world.shop.address.address1}, ${world.shop.address.city} ${world.shop.address.zip} · a stand-in shop, nothing here is for sale</footer>
</body></html>`.markup;
}
