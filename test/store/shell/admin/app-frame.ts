import type { Envelope, FromApp, NavItem, TitleAction, ToApp } from '../messages';
import { must } from './dom';
import { installSaveBar } from './save-bar';
import { hideToast, showToast } from './toasts';

/** Talks to the app in its frame: tokens, navigation, title bar, toasts, save bar. */
export function installAppFrame(): void {
  const frame = document.querySelector<HTMLIFrameElement>('.app-frame');
  if (!frame) return;
  const { base = '', appOrigin = '' } = document.body.dataset;
  const appBase = `${base}/apps/carafe`;
  const send = (message: ToApp) => {
    const envelope: Envelope<ToApp> = { localStore: 1, message };
    frame.contentWindow?.postMessage(envelope, appOrigin);
  };
  const saveBar = installSaveBar((action) => send({ type: 'save-bar-action', action }));
  const nav = { items: [] as NavItem[], path: '/' };

  const drawNav = () => {
    const current = currentItem(nav.items, nav.path);
    const links = nav.items
      .filter((item) => !item.isHome)
      .map((item) => {
        const link = document.createElement('a');
        link.href = `${appBase}${item.href}`;
        link.textContent = item.label;
        if (item === current) link.setAttribute('aria-current', 'page');
        link.addEventListener('click', async (event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          await saveBar.mayLeave();
          send({ type: 'navigate', href: item.href });
        });
        return link;
      });
    must('#app-nav').replaceChildren(...links);
  };

  const answer = async (id: string, what: 'token' | 'user' | 'leave') => {
    if (what === 'leave') {
      await saveBar.mayLeave();
      send({ type: 'answer', id, value: true });
      return;
    }
    try {
      const response = await fetch(what === 'token' ? '/__shell/session-token' : '/__shell/user', {
        method: 'POST',
      });
      const value: unknown = what === 'token' ? await response.text() : await response.json();
      send({ type: 'answer', id, value });
    } catch {
      send({ type: 'no-answer', id });
    }
  };

  const hear = (message: FromApp) => {
    switch (message.type) {
      case 'ready':
        send({ type: 'hello' });
        return;
      case 'ask':
        void answer(message.id, message.what);
        return;
      case 'navigated': {
        nav.path = message.path;
        const address = `${appBase}${message.path === '/' ? '' : message.path}`;
        if (address !== `${location.pathname}${location.search}`) history.replaceState(null, '', address);
        drawNav();
        return;
      }
      case 'nav':
        nav.items = message.items;
        drawNav();
        return;
      case 'title':
        drawTitle(message.title, message.actions, (key) => send({ type: 'title-action', key }));
        return;
      case 'toast':
        showToast({
          ...message,
          onAction: () => send({ type: 'toast-event', id: message.id, event: 'action' }),
          onDismiss: () => send({ type: 'toast-event', id: message.id, event: 'dismiss' }),
        });
        return;
      case 'toast-hide':
        hideToast(message.id);
        return;
      case 'save-bar':
        saveBar.draw(message);
        return;
      case 'loading':
        must<HTMLElement>('.loading-line').hidden = !message.isLoading;
        return;
      case 'modal':
        must<HTMLElement>('.modal-dim').hidden = !message.isOpen;
        return;
      case 'open':
        openUrl(message.url, message.target, { base, appBase });
    }
  };
  addEventListener('message', (event: MessageEvent<Envelope<FromApp> | undefined>) => {
    if (event.source === frame.contentWindow && event.origin === appOrigin && event.data?.localStore === 1)
      hear(event.data.message);
  });
  // The page in the frame is about another day now: have it read anew.
  addEventListener('clock-moved', () => send({ type: 'navigate', href: nav.path }));
}

function drawTitle(title: string | null, actions: TitleAction[], press: (key: string) => void): void {
  must('.app-bar h1').textContent = title ?? 'Carafe';
  must('.title-actions').replaceChildren(
    ...actions.toReversed().map((action) => {
      const button = document.createElement('button');
      button.className = `button ${action.isPrimary ? 'primary' : ''} ${action.isCritical ? 'critical' : ''}`;
      button.textContent = action.label;
      button.disabled = action.isDisabled;
      button.addEventListener('click', () => press(action.key));
      return button;
    }),
  );
}

/** The item whose address the page's begins with; the longest wins. */
function currentItem(items: NavItem[], path: string): NavItem | undefined {
  const pathname = path.split('?')[0] ?? '/';
  const fits = (item: NavItem) => {
    const href = item.href.split('?')[0] ?? '/';
    return pathname === href || pathname.startsWith(`${href.replace(/\/$/, '')}/`);
  };
  return items
    .filter((item) => !item.isHome && fits(item))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
}

/** shopify://admin/products/1 → the admin's own page; app:///x and app://x → the app; anything else as it is. */
function openUrl(url: string, target: string, { base, appBase }: { base: string; appBase: string }): void {
  const admin = /^shopify:(?:\/\/)?\/?admin\/?(.*)$/.exec(url);
  const app = /^app:(?:\/\/)?\/?(.*)$/.exec(url);
  const to = admin ? `${base}/${admin[1] ?? ''}` : app ? `${appBase}/${app[1] ?? ''}` : url;
  if (target === '_blank') window.open(to, '_blank', 'noopener');
  else location.assign(to);
}
