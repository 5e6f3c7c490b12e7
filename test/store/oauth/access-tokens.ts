import { createHmac, randomBytes } from 'node:crypto';

type TokenKind = 'online' | 'offline' | 'refresh';
type Grant = {
  kind: TokenKind;
  epoch: number;
  generation: number;
  expiresAt: number | null;
  userId: number | null;
};

export type AccessTokens = {
  issue: (kind: TokenKind, options: { lifetimeSeconds: number | null; userId?: number }) => string;
  /** Why a token is refused, or who holds it. */
  check: (token: string, kinds: readonly TokenKind[]) => { ok: true; userId: number | null } | { ok: false };
  /** Every token issued until now stops working; refresh tokens too when asked. */
  expireAll: (options?: { refreshToo?: boolean }) => void;
  /** A new installation: whatever an earlier one held is worthless. */
  revokeAll: () => void;
};

/**
 * Access tokens that carry their own facts, signed: a store that is started again still knows the tokens that
 * it gave out before. Their life is measured in real time.
 */
export function createAccessTokens(secret: string): AccessTokens {
  let epoch = 1;
  let generation = 1;
  let accessAliveFrom = 1;
  let refreshAliveFrom = 1;
  const mac = (text: string) =>
    createHmac('sha256', `tokens of ${secret}`).update(text).digest('base64url').slice(0, 27);
  return {
    issue: (kind, { lifetimeSeconds, userId }) => {
      const expiresAt = lifetimeSeconds === null ? null : Date.now() + lifetimeSeconds * 1000;
      const grant: Grant = { kind, epoch, generation, expiresAt, userId: userId ?? null };
      const text = Buffer.from(JSON.stringify({ ...grant, salt: randomBytes(6).toString('hex') })).toString(
        'base64url',
      );
      return `${kind === 'refresh' ? 'shprt' : 'shpat'}_${text}.${mac(text)}`;
    },
    check: (token, kinds) => {
      const [text, signature] = token.replace(/^shp[ar]t_/, '').split('.');
      if (!text || signature !== mac(text)) return { ok: false };
      const grant = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Grant;
      const aliveFrom = grant.kind === 'refresh' ? refreshAliveFrom : accessAliveFrom;
      const hasTime = (grant.expiresAt ?? Number.POSITIVE_INFINITY) > Date.now();
      const isAlive = grant.epoch === epoch && grant.generation >= aliveFrom && hasTime;
      return isAlive && kinds.includes(grant.kind) ? { ok: true, userId: grant.userId } : { ok: false };
    },
    expireAll: ({ refreshToo } = {}) => {
      generation++;
      accessAliveFrom = generation;
      if (refreshToo) refreshAliveFrom = generation;
    },
    revokeAll: () => {
      epoch++;
    },
  };
}
