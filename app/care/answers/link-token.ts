/** What a link in a mail may do. A token made for one purpose opens no other. */
export const linkPurposes = ['unsubscribe', 'preferences', 'reorder', 'answer', 'attribution'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** Whom and what a link is about: our own ids and nothing personal. */
export interface LinkClaims {
  readonly shopId: bigint;
  readonly customerId: bigint;
  readonly mailId?: bigint | undefined;
  readonly messageId?: bigint | undefined;
  readonly needId?: bigint | undefined;
}

export interface SignedClaims extends LinkClaims {
  /** Day number (UTC) on which the link was made. */
  readonly madeOnDay: number;
}

/**
 * Days that a link works. An unsubscribe and a look at one's own choices never end: a person may open a mail that is
 * years old. An order or an answer belongs to its time.
 */
export const linkLifeDays: Record<LinkPurpose, number | null> = {
  unsubscribe: null,
  preferences: null,
  reorder: 365,
  answer: 180,
  attribution: null,
};

const VERSION = '1';
const NONE = '';

/** Claims as short text: version and base-36 numbers with "-" between them. */
export function writeClaims(claims: SignedClaims): string {
  const id = (value: bigint | undefined) => (value === undefined ? NONE : value.toString(36));
  return [
    VERSION,
    claims.madeOnDay.toString(36),
    id(claims.shopId),
    id(claims.customerId),
    id(claims.mailId),
    id(claims.messageId),
    id(claims.needId),
  ].join('-');
}

/** The claims of such a text, or null when it is not one. */
export function readClaims(text: string): SignedClaims | null {
  const parts = text.split('-');
  if (parts.length !== 7 || parts[0] !== VERSION || parts.some((part) => !/^[0-9a-z]{0,13}$/.test(part))) {
    return null;
  }
  const [madeOn = 0n, shopId, customerId, mailId, messageId, needId] = parts.slice(1).map(fromBase36);
  if (shopId === undefined || customerId === undefined) return null;
  return { madeOnDay: Number(madeOn), shopId, customerId, mailId, messageId, needId };
}

function fromBase36(text: string): bigint | undefined {
  if (text === NONE) return undefined;
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value;
}

export function isLinkOver(purpose: LinkPurpose, madeOnDay: number, today: number): boolean {
  const life = linkLifeDays[purpose];
  return life !== null && today - madeOnDay > life;
}
