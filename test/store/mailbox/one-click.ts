import type { StoredMail } from './mail-store';

/** The address for RFC 8058's one-click unsubscribe, when the mail offers it as it must: both headers, https or local. */
export function oneClickUrl(mail: StoredMail): string | null {
  const header = (name: string) => mail.headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
  if (!/List-Unsubscribe=One-Click/i.test(header('list-unsubscribe-post'))) return null;
  return /<(https?:\/\/[^>]+)>/.exec(header('list-unsubscribe').replace(/\s+/g, ''))?.[1] ?? null;
}

/** What a mail provider does when its user presses "Unsubscribe". Returns the HTTP status. */
export async function unsubscribeByOneClick(url: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}
