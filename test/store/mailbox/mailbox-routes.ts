import { readFileSync } from 'node:fs';
import type { Control } from '../control/control';
import type { Exchange } from '../http/exchange';
import { type Route, route } from '../http/router';
import type { World } from '../world/world';
import type { MailStore, StoredMail } from './mail-store';
import { type MailView, mailboxPage } from './mailbox-page';
import { oneClickUrl, unsubscribeByOneClick } from './one-click';

/** The customers' mailbox: pages for people, JSON for tests. */
export function mailboxRoutes({ mails, control }: { mails: MailStore; control: Control }): Route[] {
  const { world } = control;
  return [
    route('GET', '/mailbox', (exchange) => exchange.sendHtml(list(exchange, mails, world, null))),
    route('GET', '/mailbox.json', (exchange) => {
      const { searchParams } = exchange.url;
      const limit = Number(searchParams.get('limit') ?? 200);
      exchange.sendJson({
        received: mails.count(),
        mails: mails.list({
          to: searchParams.get('to') ?? undefined,
          search: searchParams.get('search') ?? undefined,
          limit,
        }),
      });
    }),
    route('GET', '/__mailbox.css', (exchange) =>
      exchange.send(200, 'text/css', readFileSync(new URL('mailbox.css', import.meta.url))),
    ),
    route('GET', '/__mailbox.js', (exchange) =>
      exchange.send(200, 'text/javascript', readFileSync(new URL('mailbox-refresh.js', import.meta.url))),
    ),
    route('GET', '/mailbox/:id.json', (exchange) => {
      const mail = mails.find(Number(exchange.params.id));
      if (mail) exchange.sendJson(mail);
      else exchange.sendJson({ error: 'No such mail' }, 404);
    }),
    route('GET', '/mailbox/:id/html', (exchange) => {
      const mail = mails.find(Number(exchange.params.id));
      if (mail) sendBody(exchange, mail);
      else exchange.sendJson({ error: 'No such mail' }, 404);
    }),
    route('GET', '/mailbox/:id', (exchange) => {
      const mail = mails.find(Number(exchange.params.id));
      if (!mail) return exchange.redirect('/mailbox');
      // Whoever reads this mail is who the checkout's browser will remember.
      exchange.response.setHeader(
        'Set-Cookie',
        `buyer=${encodeURIComponent(mail.envelopeTo[0] ?? '')}; Path=/; SameSite=Lax`,
      );
      exchange.sendHtml(list(exchange, mails, world, mail));
    }),
    route('POST', '/mailbox/:id/unsubscribe', async (exchange) => {
      const mail = mails.find(Number(exchange.params.id));
      const url = mail && oneClickUrl(mail);
      if (!mail || !url) return exchange.sendJson({ error: 'This mail has no one-click unsubscribe' }, 404);
      const status = await unsubscribeByOneClick(url);
      exchange.redirect(`/mailbox/${mail.id}?unsubscribed=${status}`);
    }),
  ];
}

function list(exchange: Exchange, mails: MailStore, world: World, open: StoredMail | null): string {
  const { searchParams } = exchange.url;
  const search = searchParams.get('search') ?? '';
  const view = searchParams.get('view');
  return mailboxPage({
    world,
    mails: mails.list({ search: search || undefined, limit: 300 }),
    received: mails.count(),
    open,
    search,
    view:
      view === 'phone' || view === 'text' || view === 'headers' || view === 'source'
        ? view
        : ('desk' satisfies MailView),
    unsubscribed: searchParams.get('unsubscribed'),
  });
}

/** The mail's own markup: nothing in it may run, and its links open in a new window. */
function sendBody(exchange: Exchange, mail: StoredMail): void {
  exchange.response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src *; sandbox allow-popups allow-popups-to-escape-sandbox",
  );
  exchange.sendHtml(`<base target="_blank">${mail.html ?? ''}`);
}
