import { dateTime, price } from '../../http/format';
import { type Html, html } from '../../http/html';
import type { Customer } from '../../world/entities';
import { totalsOf } from '../../world/totals';
import type { World } from '../../world/world';
import { actionButton, listPart } from './list-parts';
import { parcelBadge } from './order-pages';

export function customersBody(world: World, base: string, params: URLSearchParams): Html {
  const customers = [...world.customers.values()].sort((a, b) => b.updatedAt - a.updatedAt);
  return html`<div class="page"><h1>Customers</h1>${listPart(customers, params, {
    placeholder: 'Search by name or e-mail',
    textOf: (customer) => `${customer.firstName} ${customer.lastName} ${customer.email ?? ''}`,
    head: html`<th>Customer</th><th>E-mail subscription</th><th class="wide-only">Location</th><th class="number">Orders</th>`,
    row: (
      customer,
    ) => html`<tr><td><a href="${base}/customers/${customer.id}">${customer.firstName} ${customer.lastName}</a></td>
      <td>${consentBadge(customer)}</td><td class="wide-only muted">${customer.addresses[0]?.city}, ${customer.addresses[0]?.country}</td><td class="number">${customer.orderIds.length}</td></tr>`,
  })}</div>`;
}

export function customerBody(world: World, customer: Customer, base: string): Html {
  const back = `${base}/customers/${customer.id}`;
  const orders = customer.orderIds.flatMap((id) => world.orders.get(id) ?? []).reverse();
  const act = (action: string, label: string, more: Record<string, string> = {}, isCritical = false) =>
    actionButton(action, { customerId: customer.id, ...more }, { label, back, isCritical });
  return html`<div class="page"><h1>${customer.firstName} ${customer.lastName}</h1>
    <div class="columns"><div>
      <section class="card flush"><table><thead><tr><th>Order</th><th>Date</th><th class="number">Lines</th><th class="number">Total</th><th>Parcel</th></tr></thead><tbody>
      ${orders.map(
        (
          order,
        ) => html`<tr><td><a href="${base}/orders/${order.id}">#${order.number}</a></td><td>${dateTime(order.createdAt, world)}</td>
        <td class="number">${order.lines.length}</td><td class="number">${price(totalsOf(order).total, world)}</td><td>${parcelBadge(order)}</td></tr>`,
      )}</tbody></table></section>
    </div><div>
      <section class="card"><h2>Contact</h2><p>${customer.email}<br><span class="muted">${customer.phone}</span></p>
        <p class="muted">${customer.addresses[0]?.address1}<br>${customer.addresses[0]?.zip} ${customer.addresses[0]?.city}<br>${customer.addresses[0]?.country}</p>
        <p>Language: ${customer.locale}${customer.tags.length > 0 && html`<br>Tags: ${customer.tags.join(', ')}`}</p></section>
      <section class="card"><h2>Marketing ${consentBadge(customer)}</h2><div class="row">
        ${act('change-consent', 'Subscribe', { state: 'SUBSCRIBED' })} ${act('change-consent', 'Unsubscribe', { state: 'UNSUBSCRIBED' })}</div></section>
      <section class="card"><h2>Privacy</h2><div class="row">${act('request-data', 'Request data')} ${act('redact', 'Erase personal data', {}, true)}
        ${actionButton('delete-customer', { customerId: customer.id }, { label: 'Delete customer', back: `${base}/customers`, isCritical: true })}</div></section>
    </div></div></div>`;
}

function consentBadge(customer: Customer): Html {
  const { state } = customer.consent;
  const tone = state === 'SUBSCRIBED' ? 'good' : state === 'PENDING' ? 'warn' : '';
  return html`<span class="badge ${tone}">${state.toLowerCase().replaceAll('_', ' ')}</span>`;
}
