import type { Exchange } from '../http/exchange';
import { type Route, route } from '../http/router';
import {
  redactCustomer,
  redactEmail,
  redactShop,
  requestCustomerData,
} from '../world/actions/ask-for-privacy';
import {
  changeConsent,
  deleteCustomer,
  mergeCustomers,
  updateCustomer,
} from '../world/actions/change-customer';
import { moveReturn, requestReturn } from '../world/actions/return-order';
import type { Consent, Customer, Product } from '../world/entities';
import { type Basket, type Control, orderOf } from './control';

type Fields = Record<string, unknown>;

/** POST /__control/{action} with JSON (or a form); GET /__control/state. See README.md for the list. */
export function controlRoutes(control: Control): Route[] {
  const actions = actionsOf(control);
  return [
    route('GET', '/__control/state', (exchange) => exchange.sendJson(stateOf(control))),
    route('GET', '/__control/webhooks', (exchange) =>
      exchange.sendJson(control.webhooks.deliveries().slice(-500)),
    ),
    route('GET', '/__control/calls', (exchange) => exchange.sendJson(control.calls)),
    route('POST', '/__control/:action', async (exchange) => {
      if (isFromElsewhere(exchange))
        return exchange.sendJson({ error: 'Only pages of this store may do that' }, 403);
      const action = actions[exchange.params.action ?? ''];
      if (!action) {
        exchange.sendJson({ error: `Unknown action; there are: ${Object.keys(actions).join(', ')}` }, 404);
        return;
      }
      const fields = await exchange.readFields();
      const result = await action(fields);
      reply(exchange, fields, result);
    }),
  ];
}

function actionsOf(control: Control): Record<string, (fields: Fields) => unknown> {
  const { world, webhooks } = control;
  const customer = (fields: Fields, name = 'customerId'): Customer => {
    const found = world.customers.get(Number(fields[name]));
    if (!found) throw new Error(`There is no customer ${String(fields[name])}`);
    return found;
  };
  const order = (fields: Fields) => orderOf(world, Number(fields.orderId));
  return {
    advance: async (fields) => {
      const happened = control.advance({ days: number(fields.days), hours: number(fields.hours) });
      await control.afterClockMove();
      return { happened };
    },
    'app-url': (fields) => control.setAppUrl(String(fields.url)),
    uninstall: () => control.uninstall(),
    reinstall: () => control.reinstall(),
    'expire-tokens': (fields) => control.expireTokens({ refreshToo: fields.refreshToo === true }),
    'api-faults': (fields) => control.api(numbersOf(fields)),
    'webhook-faults': ({ dropTopics, dropAll, wrongSecret, ...counts }) =>
      control.webhookFaults({
        ...numbersOf(counts),
        ...(Array.isArray(dropTopics) ? { dropTopics: dropTopics.map(String) } : {}),
        ...(dropAll === undefined ? {} : { dropTopics: ['*'] }),
        ...(wrongSecret === undefined
          ? {}
          : { wrongSecret: wrongSecret === null ? null : String(wrongSecret) }),
      }),
    'bulk-faults': ({ failNext, delayMs }) =>
      control.bulkFaults({
        ...(delayMs === undefined ? {} : { delayMs: number(delayMs) }),
        ...(failNext === undefined
          ? {}
          : { failNext: failNext as 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null }),
      }),
    'smtp-faults': (fields) =>
      control.smtp.misbehave(fields.fault as Parameters<Control['smtp']['misbehave']>[0], {
        times: fields.times === undefined ? undefined : Number(fields.times),
        recipient: fields.recipient === undefined ? undefined : String(fields.recipient),
      }),
    heal: () => control.heal(),
    'drain-throttle': () => control.drainThrottle(),
    buy: (fields) => ({ orderId: control.buy(fields as Basket).id }),
    fulfil: (fields) => ({ fulfillmentId: control.fulfil(order(fields).id).id }),
    deliver: (fields) => control.deliver(order(fields).id),
    refund: (fields) => ({
      refundId: control.refund(
        order(fields).id,
        fields.lines as { lineItemId: number; quantity: number }[] | undefined,
      ).id,
    }),
    cancel: (fields) => control.cancel(order(fields).id),
    edit: (fields) => control.edit(order(fields).id, fields as Parameters<Control['edit']>[1]),
    'request-return': (fields) => ({
      returnId: requestReturn(world, order(fields), fields as Parameters<typeof requestReturn>[2]).id,
    }),
    'move-return': (fields) => {
      const back = world.returns.get(Number(fields.returnId));
      if (!back) throw new Error(`There is no return ${String(fields.returnId)}`);
      moveReturn(world, back, fields.step as Parameters<typeof moveReturn>[2]);
    },
    'change-product': (fields) => {
      const { productId, ...change } = fields;
      control.changeProduct(Number(productId), change);
    },
    // The same from a form, whose fields are all texts.
    'set-product': (fields) =>
      control.changeProduct(Number(fields.productId), {
        ...(fields.priceText === undefined ? {} : { price: Math.round(number(fields.priceText) * 100) }),
        ...(fields.inventoryQuantity === undefined
          ? {}
          : { inventoryQuantity: number(fields.inventoryQuantity) }),
        ...(fields.status === undefined ? {} : { status: fields.status as Product['status'] }),
      }),
    'smtp-down': () => control.smtp.misbehave({ kind: 'down' }),
    'smtp-cut': () => control.smtp.misbehave({ kind: 'drop-after-dot', keeps: true }, { times: 1 }),
    'remove-product': (fields) => control.removeProduct(Number(fields.productId)),
    'change-customer': (fields) => {
      const { customerId: _customerId, ...change } = fields;
      updateCustomer(world, customer(fields), change);
    },
    'change-consent': (fields) =>
      changeConsent(world, customer(fields), { state: fields.state as Consent['state'] }),
    'delete-customer': (fields) => deleteCustomer(world, customer(fields)),
    'merge-customers': (fields) =>
      mergeCustomers(world, { kept: customer(fields, 'keptId'), removed: customer(fields, 'removedId') }),
    'request-data': (fields) => requestCustomerData(world, customer(fields)),
    redact: (fields) =>
      fields.email === undefined
        ? redactCustomer(world, customer(fields))
        : redactEmail(world, String(fields.email)),
    'redact-shop': () => redactShop(world),
    'send-webhook': (fields) =>
      webhooks.sendRaw(String(fields.topic), JSON.stringify(fields.payload), {
        webhookId: fields.webhookId === undefined ? undefined : String(fields.webhookId),
      }),
    'resend-webhook': (fields) => webhooks.resend(String(fields.webhookId)),
    'await-webhooks': () => webhooks.idle(),
    bounce: (fields) =>
      control.bounce(Number(fields.mailId), fields.status === undefined ? undefined : String(fields.status)),
    'report-spam': (fields) => control.reportSpam(Number(fields.mailId)),
    reply: (fields) => control.reply(Number(fields.mailId), String(fields.text)),
    'clear-mails': () => control.mails.clear(),
  };
}

function stateOf(control: Control) {
  const { world } = control;
  const deliveries = control.webhooks.deliveries();
  return {
    now: new Date(world.clock.now()).toISOString(),
    offsetMs: world.clock.offsetMs(),
    shop: { id: world.shop.id, domain: world.shop.domain, name: world.shop.name },
    isInstalled: control.isInstalled(),
    customers: world.customers.size,
    orders: world.orders.size,
    products: world.products.size,
    mails: control.mails.count(),
    webhooks: {
      delivered: deliveries.filter((one) => one.state === 'delivered').length,
      waiting: deliveries.filter((one) => one.state === 'waiting').length,
      failed: deliveries.filter((one) => one.state === 'failed').length,
    },
  };
}

/** A page of another site that tries to press the store's buttons through somebody's browser. */
function isFromElsewhere({ headers, url }: Exchange): boolean {
  return headers.origin !== undefined && headers.origin !== url.origin;
}

/** A form of the shell says where to go back to; everybody else gets JSON. Only paths of this store are gone to. */
function reply(exchange: Exchange, fields: Fields, result: unknown): void {
  const back = fields.returnTo;
  if (typeof back === 'string' && /^\/(?!\/)/.test(back)) exchange.redirect(back);
  else exchange.sendJson(result ?? { ok: true });
}

/** The fields that are counts or times; a form sends them as texts. */
function numbersOf(fields: Fields): Record<string, number> {
  const { returnTo: _returnTo, ...rest } = fields;
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, number(value)]));
}

function number(value: unknown): number {
  const parsed = Number(value ?? 0);
  if (!Number.isFinite(parsed)) throw new Error(`${String(value)} is not a number`);
  return parsed;
}
