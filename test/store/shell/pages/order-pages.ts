import { dateTime, price } from '../../http/format';
import { type Html, html } from '../../http/html';
import type { Order } from '../../world/entities';
import { totalsOf } from '../../world/totals';
import type { World } from '../../world/world';
import { actionButton, listPart } from './list-parts';

export function ordersBody(world: World, base: string, params: URLSearchParams): Html {
  const orders = [...world.orders.values()].reverse();
  return html`<div class="page"><h1>Orders</h1>${listPart(orders, params, {
    placeholder: 'Search by number or e-mail',
    textOf: (order) => `#${order.number} ${order.email ?? ''}`,
    head: html`<th>Order</th><th>Date</th><th class="wide-only">Customer</th><th class="number">Total</th><th class="wide-only">Payment</th><th>Fulfilment</th>`,
    row: (
      order,
    ) => html`<tr><td><a href="${base}/orders/${order.id}">#${order.number}</a></td><td>${dateTime(order.createdAt, world)}</td>
      <td class="wide-only">${nameOf(order, world)}</td><td class="number">${price(totalsOf(order).total, world)}</td>
      <td class="wide-only">${paymentBadge(order)}</td><td>${parcelBadge(order)}</td></tr>`,
  })}</div>`;
}

export function orderBody(world: World, order: Order, base: string): Html {
  const back = `${base}/orders/${order.id}`;
  const act = (action: string, label: string, isCritical = false) =>
    actionButton(action, { orderId: order.id }, { label, back, isCritical });
  const totals = totalsOf(order);
  return html`<div class="page"><h1>#${order.number} ${paymentBadge(order)} ${parcelBadge(order)}</h1>
    <div class="columns"><div>
      <section class="card flush"><table><thead><tr><th>Product</th><th class="number">Price</th><th class="number">Quantity</th><th class="number">Total</th></tr></thead><tbody>
      ${order.lines.map(
        (
          line,
        ) => html`<tr><td>${line.productId === null ? line.title : html`<a href="${base}/products/${line.productId}">${line.title}</a>`}<br><span class="muted">${line.sku}</span></td>
        <td class="number">${price(line.price, world)}</td><td class="number">${line.currentQuantity}${line.currentQuantity !== line.quantity && html` <span class="muted">of ${line.quantity}</span>`}</td>
        <td class="number">${price(line.price * line.quantity - line.discount, world)}</td></tr>`,
      )}
      <tr><td colspan="3" class="number muted">Shipping</td><td class="number">${price(order.shippingPrice, world)}</td></tr>
      <tr><td colspan="3" class="number"><b>Total</b></td><td class="number"><b>${price(totals.total, world)}</b></td></tr>
      ${totals.refunded > 0 && html`<tr><td colspan="3" class="number muted">Refunded</td><td class="number">−${price(totals.refunded, world)}</td></tr>`}
      </tbody></table></section>
      <section class="card"><h2>Parcels</h2>${order.fulfillments.length === 0 && html`<p class="muted">Nothing has left yet.</p>`}
        ${order.fulfillments.map(
          (
            parcel,
          ) => html`<p><b>${parcel.name}</b> ${parcel.trackingCompany ?? 'no tracking'} <span class="muted">${parcel.trackingNumber}</span><br>
          left ${dateTime(parcel.createdAt, world)}${parcel.events.map((event) => html`<br>${event.status.toLowerCase().replaceAll('_', ' ')} ${dateTime(event.happenedAt, world)}`)}</p>`,
        )}</section>
    </div><div>
      <section class="card"><h2>What happens next</h2><div class="row">
        ${act('fulfil', 'Ship')} ${act('deliver', 'Deliver')} ${act('refund', 'Refund all')} ${act('cancel', 'Cancel order', true)}</div></section>
      <section class="card"><h2>Customer</h2><p>${order.customerId === null ? nameOf(order, world) : html`<a href="${base}/customers/${order.customerId}">${nameOf(order, world)}</a>`}<br><span class="muted">${order.email}</span></p>
        ${order.shippingAddress && html`<p class="muted">${order.shippingAddress.address1}<br>${order.shippingAddress.zip} ${order.shippingAddress.city}<br>${order.shippingAddress.country}</p>`}</section>
      ${order.attributes.length > 0 && html`<section class="card"><h2>Additional details</h2>${order.attributes.map((one) => html`<p><b>${one.name}</b><br><span class="muted">${one.value}</span></p>`)}</section>`}
      ${order.landingSite && html`<section class="card"><h2>Came in through</h2><p class="muted" style="overflow-wrap:anywhere">${order.landingSite}</p></section>`}
    </div></div></div>`;
}

function paymentBadge(order: Order): Html {
  const tone = order.financialStatus === 'PAID' ? '' : order.financialStatus === 'PENDING' ? 'warn' : 'bad';
  const label =
    order.cancelledAt === null ? order.financialStatus.toLowerCase().replaceAll('_', ' ') : 'cancelled';
  return html`<span class="badge ${tone}">${label}</span>`;
}

export function parcelBadge(order: Order): Html {
  const last = order.fulfillments.at(-1);
  if (!last) return html`<span class="badge warn">unfulfilled</span>`;
  const status = last.events.at(-1)?.status ?? 'FULFILLED';
  return html`<span class="badge ${status === 'DELIVERED' ? 'good' : ''}">${status.toLowerCase().replaceAll('_', ' ')}</span>`;
}

function nameOf(order: Order, world: World): string {
  const customer = order.customerId === null ? undefined : world.customers.get(order.customerId);
  if (customer) return `${customer.firstName} ${customer.lastName}`;
  return order.email === null ? 'At the till' : 'Guest';
}
