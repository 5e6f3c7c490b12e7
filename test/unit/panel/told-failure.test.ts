import { afterEach, expect, test, vi } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { toldFailure } from '~/components/frame/told-failure';

afterEach(() => vi.unstubAllGlobals());

test('of what was too big it is said that it is, in the page’s language', async () => {
  const shown: string[] = [];
  const toast = { show: (words: string) => shown.push(words), hide: () => {} };
  vi.stubGlobal('window', { shopify: { toast }, location: { href: 'https://carafe.example/' } });
  vi.stubGlobal('document', { documentElement: { lang: 'de' } });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', async () => new Response('ok'));
  const refused = {
    serverAction: () => Promise.reject({ status: 413, statusText: '', internal: false, data: null }),
  };
  await toldFailure(refused as unknown as Parameters<typeof toldFailure>[0]);
  expect(shown).toEqual([panelStrings('de').lists.send.tooBig]);
});
