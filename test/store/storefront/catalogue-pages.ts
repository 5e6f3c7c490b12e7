import { price } from '../http/format';
import { type Html, html } from '../http/html';
import type { Product } from '../world/entities';
import { hashOf } from '../world/random';
import type { World } from '../world/world';

const pageSize = 48;

export function cataloguePage(world: World, params: URLSearchParams): Html {
  const products = [...world.products.values()].filter((product) => product.status === 'ACTIVE');
  const types = [...new Set(products.map((product) => product.productType))].sort();
  const chosen = params.get('type');
  const wanted = (params.get('q') ?? '').toLowerCase();
  const found = products.filter(
    (product) =>
      (chosen === null || product.productType === chosen) &&
      (wanted === '' || product.title.toLowerCase().includes(wanted)),
  );
  const at = Math.max(0, Number(params.get('page') ?? 0) || 0);
  const to = (page: number) =>
    `/?${new URLSearchParams({ ...Object.fromEntries(params), page: String(page) })}`;
  return html`<h1>${chosen ?? 'All things'}</h1>
    <form role="search" style="max-width:420px;margin-bottom:16px"><input type="search" name="q" value="${params.get('q') ?? ''}" placeholder="Search" aria-label="Search the shop"></form>
    <ul class="types"><li><a href="/" ${chosen === null ? html`aria-current="page"` : ''}>All</a></li>${types.map(
      (type) =>
        html`<li><a href="/?type=${encodeURIComponent(type)}" ${type === chosen ? html`aria-current="page"` : ''}>${type}</a></li>`,
    )}</ul>
    <ul class="grid">${found.slice(at * pageSize, (at + 1) * pageSize).map(
      (
        product,
      ) => html`<li><a href="/products/${product.handle}">${tile(product)}<span class="name">${product.title}</span>
      <span class="price">${price(priceOf(product, world), world)}</span></a></li>`,
    )}</ul>
    <p class="pager"><span>${at > 0 && html`<a href="${to(at - 1)}">Previous</a>`}</span><span>${found.length > (at + 1) * pageSize && html`<a href="${to(at + 1)}">Next</a>`}</span></p>`;
}

export function productPage(world: World, product: Product): Html {
  const variant = world.variants.get(product.variantIds[0] ?? 0);
  const isThere = variant !== undefined && variant.inventoryQuantity > 0 && product.status === 'ACTIVE';
  return html`<div class="product">${tile(product)}<div><h1>${product.title}</h1>
    <p class="price" style="font-size:20px">${price(variant?.price ?? 0, world)}</p>
    <form action="/cart" method="get"><input type="hidden" name="variant" value="${variant?.id}">
      <label for="quantity">Quantity</label><input class="quantity" id="quantity" type="number" name="quantity" value="1" min="1">
      <p><button class="button" ${isThere ? '' : html`disabled`}>${isThere ? 'Buy it now' : 'Sold out'}</button></p></form>
    <p class="price">${product.productType} · ${variant?.sku}</p></div></div>`;
}

function tile(product: Product): Html {
  const hue = hashOf(product.productType) % 360;
  const lightness = 42 + (hashOf(product.title) % 16);
  return html`<span class="tile" style="background:hsl(${hue} 32% ${lightness}%)" aria-hidden="true">${product.title.charAt(0)}</span>`;
}

function priceOf(product: Product, world: World): number {
  return world.variants.get(product.variantIds[0] ?? 0)?.price ?? 0;
}
