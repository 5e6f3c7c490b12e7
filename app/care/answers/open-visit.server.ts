import type { LinkPurpose } from '~/care/answers/link-token';
import { loadVisit, type Visit } from '~/care/answers/load-visit.server';
import { openLink } from '~/care/answers/signed-link.server';
import { countBadToken, visitorMustWait } from '~/care/answers/visitor-limit.server';

/** Somebody came through a link: let in, or turned away with a status and a page. */
export type Arrival =
  | { readonly outcome: 'open'; readonly visit: Visit }
  | { readonly outcome: 'broken' | 'tooMany'; readonly status: number; readonly retryAfter: number };

/**
 * Checks how often they came, the signature, and that the shop is there. Who comes to say no is let in however often
 * somebody came from that address.
 */
export async function openVisit(
  purpose: LinkPurpose,
  request: Request,
  { token, saysNo = false }: { readonly token: string | undefined; readonly saysNo?: boolean },
): Promise<Arrival> {
  const retryAfter = saysNo ? 0 : await visitorMustWait(request);
  if (retryAfter > 0) return { outcome: 'tooMany', status: 429, retryAfter };
  const claims = openLink(purpose, token);
  const visit = claims && (await loadVisit(claims));
  if (visit) return { outcome: 'open', visit };
  await countBadToken(request);
  return { outcome: 'broken', status: 404, retryAfter: 0 };
}
