import { createHmac, timingSafeEqual } from 'node:crypto';
import { DAY_MS } from '~/base/lib/days';
import { keyFor } from '~/base/lib/sealed.server';
import {
  isLinkOver,
  type LinkClaims,
  type LinkPurpose,
  readClaims,
  type SignedClaims,
  writeClaims,
} from '~/care/answers/link-token';
import { env } from '~/env.server';

/**
 * Links that customers get: the claims in clear (ids only) and a MAC over them under a key of that purpose. 128 bits of
 * it: enough against guessing, short enough for a plain-text mail. The clock is the machine's own, never the demo's.
 */
const MAC_BYTES = 16;
const LONGEST_TOKEN = 200;

export function signLink(purpose: LinkPurpose, claims: LinkClaims): string {
  const text = writeClaims({ ...claims, madeOnDay: todayUtc() });
  return `${text}.${macOf(purpose, text)}`;
}

/** A link to something else of the same mail: it is as old as the one that led to it, and over when that is. */
export function signLinkBeside(
  purpose: LinkPurpose,
  from: SignedClaims,
  claims: Partial<LinkClaims>,
): string {
  const text = writeClaims({ ...from, ...claims });
  return `${text}.${macOf(purpose, text)}`;
}

/** The claims of a token that we made for this purpose and that is not over; else null. Never throws. */
export function openLink(purpose: LinkPurpose, token: string | undefined): SignedClaims | null {
  if (token === undefined || token.length > LONGEST_TOKEN) return null;
  const dot = token.indexOf('.');
  if (dot < 0) return null;
  const text = token.slice(0, dot);
  // Compared as text: several base64 texts stand for the same bytes, and only ours is ours.
  const given = Buffer.from(token.slice(dot + 1));
  const expected = Buffer.from(macOf(purpose, text));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = readClaims(text);
  return claims && !isLinkOver(purpose, claims.madeOnDay, todayUtc()) ? claims : null;
}

/** The address that stands in the mail. */
export function linkUrl(purpose: Exclude<LinkPurpose, 'attribution'>, token: string): string {
  return `${env().SHOPIFY_APP_URL.replace(/\/+$/, '')}/p/${purpose}/${token}`;
}

function macOf(purpose: LinkPurpose, text: string): string {
  return createHmac('sha256', keyFor(`link:${purpose}`))
    .update(text)
    .digest()
    .subarray(0, MAC_BYTES)
    .toString('base64url');
}

function todayUtc(): number {
  return Math.floor(Date.now() / DAY_MS);
}
