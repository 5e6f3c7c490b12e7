import { installAuthenticatedFetch } from './authenticated-fetch';
import { adminOrigin, askAdmin, isFramed, knock, nextId, onAdminMessage, tellAdmin } from './channel';
import { defineElements } from './elements';
import { installNavigation } from './navigation';
import { leaveConfirmation, watchForms } from './save-bar';
import { config, idToken } from './session';

type ToastOptions = {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
};
type Shown = HTMLElement & {
  show: () => Promise<void>;
  hide: () => Promise<void>;
  toggle: () => Promise<void>;
};

const toasts = new Map<string, ToastOptions>();

/** The part of App Bridge that apps like this one use, under the names that Shopify gives it. */
const shopify = {
  config,
  origin: location.origin,
  ready: Promise.resolve(),
  environment: { mobile: false, embedded: isFramed, intent: false, pos: false },
  idToken,
  user: () => askAdmin('user'),
  loading: (isLoading = true) => tellAdmin({ type: 'loading', isLoading }),
  toast: {
    show: (message: string, options: ToastOptions = {}) => {
      const id = nextId();
      toasts.set(id, options);
      tellAdmin({
        type: 'toast',
        id,
        message,
        isError: options.isError ?? false,
        durationMs: options.duration ?? 5000,
        action: options.action ?? null,
      });
      return id;
    },
    hide: (id: string) => tellAdmin({ type: 'toast-hide', id }),
  },
  saveBar: {
    show: async (id: string) => element(id).show(),
    hide: async (id: string) => element(id).hide(),
    toggle: async (id: string) => element(id).toggle(),
    leaveConfirmation,
  },
  modal: {
    show: async (id: string) => element(id).show(),
    hide: async (id: string) => element(id).hide(),
    toggle: async (id: string) => element(id).toggle(),
  },
  scopes: {
    query: async () => ({ granted: [], required: [], optional: [] }),
    request: async () => ({ result: 'granted-all', detail: { granted: [], required: [], optional: [] } }),
    revoke: async () => ({ detail: { granted: [], required: [], optional: [] } }),
  },
  webVitals: { onReport: async () => {} },
  reviews: {
    request: async () => ({ success: false, code: 'cancelled', message: 'Not in the local store' }),
  },
  resourcePicker: async () => {
    shopify.toast.show('The local store has no resource picker', { isError: true });
    return undefined;
  },
};

start();

function start(): void {
  Object.defineProperty(window, 'shopify', { value: shopify, configurable: true });
  const reload = new URLSearchParams(location.search).get('shopify-reload');
  if (!isFramed) {
    // Shopify opens an app that is visited outside the admin inside it.
    const { pathname, search } = reload ? new URL(reload, location.href) : location;
    if (config.shop) location.replace(`${adminOrigin}/admin/apps/carafe${pathname}${search}`);
    return;
  }
  knock();
  installAuthenticatedFetch();
  onAdminMessage((message) => {
    if (message.type !== 'toast-event') return;
    const options = toasts.get(message.id);
    toasts.delete(message.id);
    if (message.event === 'action') options?.onAction?.();
    else options?.onDismiss?.();
  });
  if (reload) {
    void comeBack(reload);
    return;
  }
  installNavigation();
  defineElements();
  watchForms();
}

/** A page asked for without a valid token sends the browser here for one and back. */
async function comeBack(address: string): Promise<void> {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return;
  url.searchParams.set('id_token', await idToken());
  location.replace(url.href);
}

function element(id: string): Shown {
  const found = document.getElementById(id);
  if (!found || !('show' in found)) throw new Error(`There is no element ${id} that can be shown`);
  return found as Shown;
}
