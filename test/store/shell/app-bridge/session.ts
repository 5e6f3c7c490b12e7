import { apiKeyOfScript, askAdmin, isFramed } from './channel';

const params = new URLSearchParams(location.search);
const storageKey = 'app-bridge-config';

/** Shop, host and locale come in the first page's address and are remembered for those that follow. */
export const config = readConfig();

let held: { token: string; readAt: number } | null = null;
let asked: Promise<string> | null = null;
const freshForMs = 40_000;

/** A session token that lives for some seconds yet. The one in the page's address is used first. */
export async function idToken(): Promise<string> {
  if (held && Date.now() - held.readAt < freshForMs) return held.token;
  asked ??= askAdmin('token')
    .then((token) => {
      held = { token: String(token), readAt: Date.now() };
      return held.token;
    })
    .finally(() => {
      asked = null;
    });
  return asked;
}

export function forgetToken(): void {
  held = null;
}

function readConfig(): { apiKey: string; shop: string; host: string; locale: string } {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]');
  const known = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Record<string, string>;
  const value = (name: string) => params.get(name) ?? known[name] ?? '';
  const made = {
    apiKey: apiKeyOfScript ?? meta?.content ?? known.apiKey ?? '',
    shop: value('shop'),
    host: value('host'),
    locale: value('locale') || 'en',
  };
  if (isFramed) sessionStorage.setItem(storageKey, JSON.stringify(made));
  return made;
}
