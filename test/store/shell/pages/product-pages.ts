import { price } from '../../http/format';
import { type Html, html } from '../../http/html';
import type { Product } from '../../world/entities';
import type { World } from '../../world/world';
import { actionButton, listPart } from './list-parts';

export function productsBody(world: World, base: string, params: URLSearchParams): Html {
  return html`<div class="page"><h1>Products</h1>${listPart([...world.products.values()], params, {
    placeholder: 'Search by title, type or SKU',
    textOf: (product) => `${product.title} ${product.productType} ${firstVariant(product, world)?.sku ?? ''}`,
    head: html`<th>Product</th><th>Status</th><th class="wide-only">Type</th><th class="number">Inventory</th><th class="number">Price</th>`,
    row: (
      product,
    ) => html`<tr><td><a href="${base}/products/${product.id}">${product.title}</a></td><td>${statusBadge(product)}</td><td class="wide-only muted">${product.productType}</td>
      <td class="number">${firstVariant(product, world)?.inventoryQuantity}</td><td class="number">${price(firstVariant(product, world)?.price ?? 0, world)}</td></tr>`,
  })}</div>`;
}

export function productBody(world: World, product: Product, base: string): Html {
  const back = `${base}/products/${product.id}`;
  const variant = firstVariant(product, world);
  const set = (fields: Record<string, string | number>, label: string) =>
    actionButton('set-product', { productId: product.id, ...fields }, { label, back });
  return html`<div class="page"><h1>${product.title} ${statusBadge(product)}</h1>
    <div class="columns"><div>
      <section class="card"><h2>Variant</h2><p>SKU ${variant?.sku}<br>Price <b>${price(variant?.price ?? 0, world)}</b><br>${variant?.inventoryQuantity} in stock</p>
        <div class="row">
          <form method="post" action="/__control/set-product"><input type="hidden" name="returnTo" value="${back}"><input type="hidden" name="productId" value="${product.id}">
            <input name="priceText" value="${((variant?.price ?? 0) / 100).toFixed(2)}" aria-label="New price" inputmode="decimal"><button class="button">Set price</button></form>
        </div></section>
      <section class="card"><h2>Type</h2><p>${product.productType}</p><p><a href="/products/${product.handle}" target="_blank" rel="noopener">View in the online store</a></p></section>
    </div><div>
      <section class="card"><h2>Stock and state</h2><div class="row">
        ${set({ inventoryQuantity: 0 }, 'Sold out')} ${set({ inventoryQuantity: 500 }, 'Restock')}
        ${set({ status: product.status === 'ACTIVE' ? 'ARCHIVED' : 'ACTIVE' }, product.status === 'ACTIVE' ? 'Archive' : 'Make active')}
        ${actionButton('remove-product', { productId: product.id }, { label: 'Delete product', back: `${base}/products`, isCritical: true })}</div></section>
    </div></div></div>`;
}

function firstVariant(product: Product, world: World) {
  return world.variants.get(product.variantIds[0] ?? 0);
}

function statusBadge(product: Product): Html {
  return html`<span class="badge ${product.status === 'ACTIVE' ? 'good' : ''}">${product.status.toLowerCase()}</span>`;
}
