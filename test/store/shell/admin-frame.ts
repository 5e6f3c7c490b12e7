import { dateTime } from '../http/format';
import { type Html, html } from '../http/html';
import type { StaffUser } from '../oauth/session-token';
import type { World } from '../world/world';
import { icon } from './icons';
import { shellWords } from './shell-words';

export type AdminSection = 'home' | 'orders' | 'products' | 'customers' | 'carafe';

/** The admin's frame around a page: top bar, navigation, and the tools of the local store. */
export function adminFrame(input: {
  world: World;
  storeName: string;
  section: AdminSection;
  title: string;
  users: readonly StaffUser[];
  user: StaffUser;
  body: Html;
  appOrigin?: string;
}): string {
  const { world, storeName, section, user } = input;
  const words = shellWords(user.locale);
  const base = `/store/${storeName}`;
  const link = (key: AdminSection, href: string, label: string) => html`
    <a class="nav-item" href="${base}${href}" ${section === key ? html`aria-current="page"` : ''}>${icon(key)}<span>${label}</span></a>`;
  const initials = `${user.firstName.charAt(0)}${user.lastName.charAt(0)}`;
  return html`<!doctype html>
<html lang="${user.locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${input.title} · ${world.shop.name}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/__shell/admin.css">
</head>
<body data-base="${base}" data-app-origin="${input.appOrigin ?? ''}">
  <a class="skip" href="#main">${words.skip}</a>
  <header class="top">
    <button class="top-icon menu-button" aria-label="${words.openNav}" aria-expanded="false" aria-controls="nav">${icon('menu')}</button>
    <a class="brand" href="${base}" aria-label="${words.homeOf}"><span class="brand-mark">${icon('bag')}</span><span class="brand-word">${words.store}</span></a>
    <div class="search" role="presentation">${icon('search')}<span>${words.search}</span></div>
    <div class="save-bar" role="region" aria-label="${words.unsaved}" hidden>
      <span class="save-bar-text">${icon('alert')} ${words.unsaved}</span>
      <span class="save-bar-actions">
        <button type="button" data-save-bar="discard">${words.discard}</button>
        <button type="button" data-save-bar="save" data-saving="${words.saving}" class="primary">${words.save}</button>
      </span>
    </div>
    <details class="user-menu">
      <summary><span class="user-name">${world.shop.name}</span><span class="avatar" aria-hidden="true">${initials}</span><span class="unseen">, ${words.staff}: ${user.firstName} ${user.lastName}</span></summary>
      <div class="popover">
        <p class="popover-head">${words.desk}</p>
        ${input.users.map(
          (
            one,
          ) => html`<form method="post" action="/__shell/staff"><input type="hidden" name="id" value="${one.id}">
          <button ${one.id === user.id ? html`aria-current="true"` : ''}>${one.firstName} ${one.lastName} <small>${one.locale}</small></button></form>`,
        )}
      </div>
    </details>
  </header>
  <div class="loading-line" hidden></div>
  <div class="below">
    <nav id="nav" class="nav" aria-label="Admin">
      <div class="nav-main">
        ${link('home', '', words.home)}
        ${link('orders', '/orders', words.orders)}
        ${link('products', '/products', words.products)}
        ${link('customers', '/customers', words.customers)}
        <p class="nav-head">${words.channels}</p>
        <a class="nav-item" href="/" target="_blank" rel="noopener">${icon('shopfront')}<span>${words.onlineStore}</span></a>
        <p class="nav-head">${words.apps}</p>
        ${link('carafe', '/apps/carafe', 'Carafe')}
        <div class="app-nav" id="app-nav"></div>
      </div>
      <div class="demo-tools">
        <p class="nav-head">${words.tools}</p>
        <a class="nav-item" href="/mailbox" target="_blank" rel="noopener">${icon('mail')}<span>${words.mailbox}</span></a>
        <p class="clock">${icon('clock')}<time id="clock" data-now="${world.clock.now()}" data-zone="${world.shop.zone}">${dateTime(world.clock.now(), world)}</time></p>
        <div class="clock-buttons" role="group" aria-label="${words.advance}">
          <button type="button" data-advance-hours="1">${words.hour}</button>
          <button type="button" data-advance-hours="24">${words.day}</button>
          <button type="button" data-advance-hours="168">${words.week}</button>
        </div>
      </div>
    </nav>
    <button class="nav-shade" aria-label="${words.closeNav}" tabindex="-1" hidden></button>
    <main id="main" class="main ${section === 'carafe' ? 'main-app' : ''}" ${section === 'carafe' ? '' : html`lang="en"`}>${input.body}</main>
  </div>
  <div class="modal-dim" hidden></div>
  <div class="toasts" role="status" aria-live="polite"></div>
  <dialog class="leave" aria-labelledby="leave-title">
    <h2 id="leave-title">${words.leaveTitle}</h2>
    <p>${words.leaveAbout}</p>
    <div><button type="button" value="stay">${words.stay}</button><button type="button" value="leave" class="critical">${words.leave}</button></div>
  </dialog>
  <script src="/__shell/admin.js"></script>
</body>
</html>`.markup;
}
