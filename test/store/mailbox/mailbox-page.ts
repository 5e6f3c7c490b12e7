import { dateTime } from '../http/format';
import { type Html, html } from '../http/html';
import type { World } from '../world/world';
import type { StoredMail } from './mail-store';
import { oneClickUrl } from './one-click';

export type MailView = 'desk' | 'phone' | 'text' | 'headers' | 'source';

const views: [MailView, string][] = [
  ['desk', 'Desk'],
  ['phone', 'Phone'],
  ['text', 'Text'],
  ['headers', 'Headers'],
  ['source', 'Source'],
];

export function mailboxPage(input: {
  world: World;
  mails: StoredMail[];
  received: number;
  open: StoredMail | null;
  search: string;
  view: MailView;
  unsubscribed: string | null;
}): string {
  const { world, open } = input;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${open ? open.subject : 'Mailbox'}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/__mailbox.css">
<script src="/__mailbox.js" data-received="${input.received}" defer></script></head>
<body class="${open ? 'has-mail' : ''}">
<main>
<section class="side" aria-label="Mails"><header><h1><a href="/mailbox">Customers’ mailbox</a></h1>
  <p>What ${world.shop.name}’s customers have received: ${input.received} ${input.received === 1 ? 'mail' : 'mails'}. ${dateTime(world.clock.now(), world)}</p>
  <form role="search"><input type="search" name="search" value="${input.search}" placeholder="Search name, address or subject" aria-label="Search mails"></form></header>
  <ul>${input.mails.map(
    (mail) => html`<li><a href="/mailbox/${mail.id}" ${mail.id === open?.id ? html`aria-current="true"` : ''}>
      <span class="to">${mail.to.replaceAll('"', '')}</span><time>${dateTime(mail.receivedAt, world)}</time>
      <span class="subject">${mail.subject || '(no subject)'}</span></a></li>`,
  )}</ul>
  ${input.mails.length === 0 && html`<p class="empty">${input.search ? 'No mail fits.' : 'No mail yet. It appears here as soon as one is sent.'}</p>`}
</section>
<section class="reader" aria-label="The mail that is open">${open ? reader(open, input) : html`<p class="choose">Choose a mail to read it as the customer does.</p>`}</section>
</main>
</body></html>`.markup;
}

function reader(
  mail: StoredMail,
  { view, world, unsubscribed }: { view: MailView; world: World; unsubscribed: string | null },
): Html {
  const canUnsubscribe = oneClickUrl(mail) !== null;
  return html`<article>
    <a class="back" href="/mailbox">← All mails</a>
    <h1 class="mail-title">${mail.subject || '(no subject)'}</h1>
    <dl><dt>From</dt><dd>${mail.from} ${
      canUnsubscribe &&
      html`<form class="unsubscribe" method="post" action="/mailbox/${mail.id}/unsubscribe"><button>Unsubscribe</button></form>`
    }</dd>
      <dt>To</dt><dd>${mail.to}</dd>${mail.replyTo && html`<dt>Reply to</dt><dd>${mail.replyTo}</dd>`}
      <dt>Received</dt><dd>${dateTime(mail.receivedAt, world)}</dd></dl>
    ${unsubscribed && html`<p class="told" role="status">${unsubscribed.startsWith('2') ? 'The sender was told to unsubscribe this address.' : `The sender answered ${unsubscribed}.`}</p>`}
    <nav aria-label="How to show this mail">${views.map(
      ([key, label]) =>
        html`<a href="/mailbox/${mail.id}?view=${key}" ${key === view ? html`aria-current="true"` : ''}>${label}</a>`,
    )}</nav>
    ${body(mail, view)}</article>`;
}

function body(mail: StoredMail, view: MailView): Html {
  if (view === 'headers')
    return html`<table class="headers">${mail.headers.map((one) => html`<tr><th>${one.name}</th><td>${one.value}</td></tr>`)}</table>`;
  if (view === 'source') return html`<pre>${mail.raw}</pre>`;
  if (view === 'text' || mail.html === null)
    return html`<pre class="text">${mail.text ?? '(no text part)'}</pre>`;
  return html`<div class="screen ${view}"><iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${mail.id}/html"></iframe></div>`;
}
