import type { Control } from '../../control/control';
import { characters } from '../../history/characters';
import { dateTime } from '../../http/format';
import { type Html, html } from '../../http/html';
import type { World } from '../../world/world';

/** What the store is, whom to look at, and what the app has been told. */
export function homeBody(world: World, control: Control, base: string): Html {
  const deliveries = control.webhooks.deliveries();
  const failed = deliveries.filter((one) => one.state === 'failed').length;
  const known = Object.values(characters).filter((one) => world.customers.has(one.customerId));
  return html`<div class="page">
    <h1>${world.shop.name}</h1>
    <div class="columns"><div>
      <section class="card"><h2>This shop is a stand-in for Shopify</h2>
        <p>${world.customers.size} customers, ${world.orders.size} orders and ${world.products.size} products. What was bought and
        when is real (UCI Online Retail, Chen 2012, CC BY 4.0), moved to end this week; names and addresses are invented.</p>
        <div class="row"><a class="button primary" href="${base}/apps/carafe">Open Carafe</a>
        <a class="button" href="/mailbox">Customers’ mailbox</a><a class="button" href="/">Online Store</a></div>
      </section>
      ${
        known.length > 0 &&
        html`<section class="card"><h2>Three customers to look at</h2><table><tbody>${known.map(
          (one) =>
            html`<tr><td><a href="${base}/customers/${one.customerId}">${one.firstName} ${one.lastName}</a></td><td class="muted">${one.productTitle}</td></tr>`,
        )}</tbody></table></section>`
      }
      <section class="card flush"><table><thead><tr><th>Latest webhooks</th><th>When</th><th>Outcome</th></tr></thead><tbody>
        ${deliveries
          .slice(-12)
          .toReversed()
          .map(
            (
              one,
            ) => html`<tr><td>${one.topic}</td><td class="muted">${dateTime(Date.parse(one.triggeredAt), world)}</td>
            <td><span class="badge ${one.state === 'delivered' ? 'good' : one.state === 'waiting' ? 'warn' : 'bad'}">${one.state}</span> <span class="muted">${one.tries.at(-1)}</span></td></tr>`,
          )}
        ${deliveries.length === 0 && html`<tr><td colspan="3" class="muted">None yet.</td></tr>`}
      </tbody></table></section>
    </div><div>
      <section class="card"><h2>App</h2>
        <p>Carafe is ${control.isInstalled() ? 'installed' : 'not installed'}. ${failed > 0 && `${failed} webhooks were given up.`}</p>
        <form method="post" action="/__control/${control.isInstalled() ? 'uninstall' : 'reinstall'}">
          <input type="hidden" name="returnTo" value="${base}"><button class="button ${control.isInstalled() ? 'critical' : ''}">${control.isInstalled() ? 'Uninstall' : 'Install'}</button></form>
      </section>
      <section class="card"><h2>Make it misbehave</h2>
        <p class="muted">Any of these lasts until “All is well” is pressed.</p>
        <div class="row">
          ${trouble('webhook-faults', { duplicates: 1 }, 'Webhooks twice', base)}
          ${trouble('webhook-faults', { shuffleWindow: 5 }, 'Webhooks shuffled', base)}
          ${trouble('webhook-faults', { dropAll: 1 }, 'Webhooks lost', base)}
          ${trouble('api-faults', { throttled: 5 }, 'API throttled', base)}
          ${trouble('api-faults', { serverErrors: 5 }, 'API down', base)}
          ${trouble('expire-tokens', {}, 'Tokens expired', base)}
          ${trouble('smtp-down', {}, 'Mail server down', base)}
          ${trouble('smtp-cut', {}, 'Mail cut after the dot', base)}
          ${trouble('heal', {}, 'All is well', base)}
        </div>
      </section>
    </div></div></div>`;
}

function trouble(action: string, fields: Record<string, number>, label: string, base: string): Html {
  return html`<form method="post" action="/__control/${action}"><input type="hidden" name="returnTo" value="${base}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <button class="button">${label}</button></form>`;
}
