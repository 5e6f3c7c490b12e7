/**
 * Why a queue's store does not serve us, in words for the log. Fixed sentences only: an error's own message may quote an
 * address or a password. Null where the error names no cause that is known here.
 */
export function queueTrouble(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = String((error as { code?: unknown }).code ?? '');
  const known = causes.find(([pattern]) => pattern.test(code) || pattern.test(error.message));
  if (!known) return null;
  // The word by which an operator looks it up: a code, or what the refusal begins with. Capitals hold no secret.
  const word = /^[A-Z][A-Z0-9_]{2,40}$/.exec(code) ?? /^[A-Z]{3,20}(?= |$)/.exec(error.message);
  return word ? `${word[0]}: ${known[1]}` : known[1];
}

/** Redis begins its refusals with a word in capitals; sockets and PostgreSQL give codes. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/^(NOAUTH|WRONGPASS|28P01|28000)\b|^ERR AUTH/, 'it wants another user name or password'],
  [/^NOPERM\b|^42501$/, 'its user may not do what the queue needs'],
  [/^READONLY\b|^25006$/, 'it is a read-only replica'],
  [/^OOM\b/, 'its memory is full'],
  [/^MISCONF\b/, 'it cannot save to its disk and refuses to write'],
  [/^LOADING\b/, 'it is still loading its data'],
  [/^WRONGTYPE\b/, 'something else uses the same keys in it'],
  [/^Protocol error/, 'what answers there is no Redis'],
  [/^ECONNREFUSED$/, 'nothing listens at its address'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'its host name is not known'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$|^no answer within/, 'nothing comes back from its address'],
  [
    /^(ERR_SSL_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|EPROTO)/,
    'no encrypted connection can be made to it',
  ],
  [/^3D000$/, 'its database does not exist'],
  [/^53300$/, 'it takes no more connections'],
];
