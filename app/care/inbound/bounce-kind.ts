import type { BounceKind } from '~/care/inbound/inbound-message';

/**
 * What a bounce says about the address.
 *
 * By the enhanced status of RFC 3463: 4.x.x is temporary whatever the server's last try says; 5.1.x speaks of the
 * address; 5.7.x of us, our server or what we wrote, so that the address must not suffer for it. Where a server told
 * only "5.0.0" or a bare 550, its own words decide.
 */
export function bounceKindOf(status: string, diagnostic: string): BounceKind {
  const [, first = '', subject = '', detail = ''] = /^([245])\.(\d{1,3})\.(\d{1,3})$/.exec(status) ?? [];
  if (first === '4') return 'soft';
  if (first === '5' && subject === '7') return UNKNOWN_DETAILS.has(`7.${detail}`) ? 'hard' : 'policy';
  if (first === '5' && HARD.has(`${subject}.${detail}`)) return 'hard';
  if (first === '5' && subject === '1') return 'hard';
  if (first === '5' && SOFT_SUBJECTS.has(subject)) return 'soft';
  return byWords(diagnostic);
}

/** Mailbox disabled; address rejected by a directory; no such domain. */
const HARD = new Set(['2.1', '4.1', '4.4']);
/** RFC 7505 and others put "gone" under 5.7: account disabled, owner changed. */
const UNKNOWN_DETAILS = new Set(['7.13', '7.17', '7.18', '7.27']);
/** Mailbox full, system, network, protocol, content. */
const SOFT_SUBJECTS = new Set(['2', '3', '4', '5', '6']);

function byWords(diagnostic: string): BounceKind {
  const words = diagnostic.toLowerCase();
  if (
    /spam|block(ed|list)|blacklist|denylist|reputation|policy|dmarc|spf|dkim|not allowed to send|abuse/.test(
      words,
    )
  ) {
    return 'policy';
  }
  if (/full|quota|over ?limit|too large|try again|tempor|timed? ?out|greylist|deferred/.test(words)) {
    return 'soft';
  }
  return 'hard';
}
