import type { NavItem } from '../messages';
import { onAdminMessage, tellAdmin } from './channel';

const ownParams = ['embedded', 'shop', 'host', 'id_token', 'locale', 'session', 'timestamp', 'hmac'];

/** Keeps the admin's address bar, navigation and links in step with the app's. */
export function installNavigation(): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history);
    history[name] = (...args: Parameters<History['pushState']>) => {
      original(...args);
      tellPath();
    };
  }
  addEventListener('popstate', tellPath);
  tellPath();

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const href = link?.getAttribute('href') ?? '';
    if (!isAdminUrl(href)) return;
    event.preventDefault();
    tellAdmin({ type: 'open', url: href, target: link?.getAttribute('target') ?? '_self' });
  });
  const openWindow = window.open.bind(window);
  window.open = (url, target, features) => {
    const text = String(url ?? '');
    if (!isAdminUrl(text) && target !== '_top' && target !== '_parent')
      return openWindow(url, target, features);
    tellAdmin({
      type: 'open',
      url: isAdminUrl(text) ? text : new URL(text, location.href).href,
      target: target ?? '_blank',
    });
    return null;
  };
  onAdminMessage((message) => {
    if (message.type === 'navigate') navigate(message.href);
  });
}

/** Sends the links inside the navigation element to the admin, now and whenever they change. */
export function watchNavMenu(menu: HTMLElement): void {
  const send = () => {
    const items: NavItem[] = [...menu.querySelectorAll('a')].map((link) => ({
      label: link.textContent?.trim() ?? '',
      href: link.getAttribute('href') ?? '/',
      isHome: link.getAttribute('rel') === 'home',
    }));
    tellAdmin({ type: 'nav', items });
  };
  new MutationObserver(send).observe(menu, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
  });
  send();
}

/** The app's router hears `shopify:navigate`; where nobody is listening, the page is loaded anew. */
function navigate(href: string): void {
  const link = document.createElement('a');
  link.setAttribute('href', href);
  link.hidden = true;
  document.body.append(link);
  link.dispatchEvent(new Event('shopify:navigate', { bubbles: true, cancelable: true }));
  link.remove();
}

function tellPath(): void {
  const url = new URL(location.href);
  for (const name of ownParams) url.searchParams.delete(name);
  tellAdmin({ type: 'navigated', path: `${url.pathname}${url.search}${url.hash}` });
}

function isAdminUrl(href: string): boolean {
  return /^(shopify|app|extension):/.test(href);
}
