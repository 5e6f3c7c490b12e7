import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBulkOperations } from './bulk/bulk-operations';
import { type Control, createControl } from './control/control';
import { controlRoutes } from './control/control-routes';
import type { AdminContext } from './graphql/admin-context';
import { adminSchema } from './graphql/admin-schema';
import { createThrottle } from './graphql/throttle';
import { loadHistory } from './history/load-history';
import { adminRoutes } from './http/admin-routes';
import { noApiFaults } from './http/api-faults';
import { passOn } from './http/pass-on';
import { answer, type Route } from './http/router';
import { createMailStore, type MailStore } from './mailbox/mail-store';
import { mailboxRoutes } from './mailbox/mailbox-routes';
import { type StoreSmtp, startSmtpServer } from './mailbox/smtp-server';
import { createAccessTokens } from './oauth/access-tokens';
import { shellRoutes } from './shell/shell-routes';
import { defaultScopes, type StoreOptions, staff } from './store-options';
import { storefrontRoutes } from './storefront/storefront-routes';
import { complianceTopics, topics } from './webhooks/topics';
import { createWebhookSender, type WebhookSender } from './webhooks/webhook-sender';
import { createClock, type StoreClock } from './world/clock';
import { demoDomain, demoShop } from './world/demo-shop';
import { createWorld, type World } from './world/world';

export type RunningStore = {
  url: string;
  shopDomain: string;
  apiKey: string;
  apiSecret: string;
  clock: StoreClock;
  world: World;
  control: Control;
  webhooks: WebhookSender;
  mails: MailStore;
  smtp: StoreSmtp;
  /** Another shop of the same app: calls meant for it (X-Forwarded-Host) are passed on to its own store. */
  addNeighbour: (other: { shopDomain: string; url: string }) => void;
  stop: () => Promise<void>;
};

const apiVersion = '2026-10';
/** Shopify tries for four hours; a demo has not got that long. */
const quickRetriesMs = [1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000];

/** Starts a shop on 127.0.0.1: Admin API, webhooks, storefront, admin shell, mailbox and clock. */
export async function startStore(options: StoreOptions = {}): Promise<RunningStore> {
  const shopDomain = options.shopDomain ?? demoDomain;
  const apiKey = options.apiKey ?? 'local-store-api-key';
  const apiSecret = options.apiSecret ?? 'local-store-api-secret-0123456789';
  const clock = createClock({ startAt: options.startAt, file: options.clockFile });
  const world = createWorld({ shop: demoShop(shopDomain, options.shopName), clock });
  adminSchema();
  if (options.withHistory !== false) loadHistory(world, options);

  const state = { appUrl: options.appUrl ?? null, isInstalled: options.installed ?? true, url: '' };
  const subscriptions: AdminContext['subscriptions'] = [];
  const webhooks = createWebhookSender({
    shopDomain,
    secret: apiSecret,
    apiVersion,
    urisOf: (topic) => urisOf(topic),
    retryDelaysMs: options.webhookRetryDelaysMs ?? quickRetriesMs,
    timeoutMs: options.webhookTimeoutMs ?? 5_000,
  });
  const wanted = new Set<string>([...(options.topics ?? topics), ...complianceTopics]);
  const urisOf = (topic: string): string[] => {
    const mayHear =
      state.isInstalled ||
      topic === 'app/uninstalled' ||
      (complianceTopics as readonly string[]).includes(topic);
    if (!mayHear) return [];
    const fixed =
      state.appUrl !== null && wanted.has(topic)
        ? [new URL(options.webhookPath ?? '/webhooks', state.appUrl).href]
        : [];
    const enumName = topic.toUpperCase().replace(/[/.]/g, '_');
    return [...fixed, ...subscriptions.filter((one) => one.topic === enumName).map((one) => one.uri)];
  };
  world.onAnnounce(webhooks.send);

  const mails = createMailStore({ capacity: options.mailCapacity ?? 5_000 });
  const smtp = await startSmtpServer({
    mails,
    now: clock.now,
    port: options.smtpPort,
    auth: options.smtpAuth,
  });
  const tokens = createAccessTokens(apiSecret);
  const throttle = createThrottle(options.throttle ?? { maximum: 2000, restoreRate: 100 });
  const faults = { ...noApiFaults };
  const calls: AdminContext['calls'] = [];
  const enabledDefinitions: AdminContext['enabledDefinitions'] = [];
  const context = (): AdminContext => ({
    world,
    storeUrl: state.url,
    apiKey,
    scopes: options.scopes ?? defaultScopes,
    bulk,
    calls,
    subscriptions,
    enabledDefinitions,
    sendInvoice: (_draft, email) => {
      mails.add({
        receivedAt: clock.now(),
        envelopeFrom: email.from,
        envelopeTo: [email.to],
        from: `${world.shop.name} <${email.from}>`,
        to: email.to,
        replyTo: null,
        subject: email.subject,
        messageId: null,
        headers: [{ name: 'X-Sent-By', value: 'draftOrderInvoiceSend' }],
        html: null,
        text: email.text,
        raw: '',
      });
    },
  });
  const bulk = createBulkOperations({ world, storeUrl: () => state.url, contextOf: context });
  const control = createControl({
    world,
    webhooks,
    smtp,
    mails,
    tokens,
    throttle,
    faults,
    bulk,
    calls,
    state,
  });

  const routes: Route[] = [
    ...adminRoutes({
      context,
      throttle,
      tokens,
      faults,
      apiKey,
      apiSecret,
      users: staff,
      isInstalled: () => state.isInstalled,
      onInstall: () => control.reinstall(),
    }),
    ...controlRoutes(control),
    ...mailboxRoutes({ mails, control }),
    ...shellRoutes({
      world,
      control,
      apiKey,
      apiSecret,
      users: staff,
      scopes: options.scopes ?? defaultScopes,
      appUrl: () => state.appUrl,
    }),
    ...storefrontRoutes({ world }),
  ];
  const neighbours = new Map<string, string>();
  const server = createServer((request, response) => {
    const host = request.headers['x-forwarded-host'];
    if (host === undefined || host === shopDomain) void answer(routes, request, response);
    else void passOn(request, response, neighbours.get(String(host)));
  });
  state.url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const ticking = setInterval(() => options.livesOn !== false && world.agenda.runDue(clock.now()), 1_000);
  ticking.unref();

  return {
    url: state.url,
    shopDomain,
    apiKey,
    apiSecret,
    clock,
    world,
    control,
    webhooks,
    mails,
    smtp,
    addNeighbour: (other) => {
      neighbours.set(other.shopDomain, other.url);
    },
    stop: async () => {
      clearInterval(ticking);
      bulk.stop();
      webhooks.stop();
      await smtp.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
