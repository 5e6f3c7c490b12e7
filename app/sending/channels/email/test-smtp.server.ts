import type { SmtpSettings } from '~/base/settings/shop-settings';
import { relayOf } from '~/sending/channels/email/relay';
import { closeSession, openSession, RelayError } from '~/sending/channels/email/smtp-session.server';

/** Which step of reaching a mail server failed; the panel has a sentence and an advice for each. */
export type SmtpTestResult =
  | { readonly status: 'ok'; readonly encrypted: boolean }
  | {
      readonly status: 'failed';
      readonly problem:
        | 'host-unknown'
        | 'not-allowed'
        | 'refused'
        | 'no-answer'
        | 'not-smtp'
        | 'later'
        | 'turned-away'
        | 'tls-missing'
        | 'tls-wanted'
        | 'tls-broken'
        | 'certificate'
        | 'login-refused'
        | 'login-missing'
        | 'login-unoffered'
        | 'closed';
      /** The mail server's own words, for the curious; of whatever else answers, nothing is passed on. */
      readonly detail: string;
    };

/** Connects, secures, logs in and says goodbye; no mail is sent. Takes some 15 seconds, 40 where the name server is slow. */
export async function testSmtp(settings: SmtpSettings): Promise<SmtpTestResult> {
  try {
    const session = await openSession(relayOf(settings, { timeoutMs: 8000 }));
    const encrypted = session.connection.secure;
    closeSession(session);
    return { status: 'ok', encrypted };
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    return { status: 'failed', problem: problemOf(error), detail: smtpWords(error.reply) };
  }
}

function smtpWords(reply: string): string {
  return /^[2-5]\d\d[ -]/.test(reply) ? reply.slice(0, 300) : '';
}

function problemOf({
  step,
  status,
  reply,
}: RelayError): Exclude<SmtpTestResult, { status: 'ok' }>['problem'] {
  if (step === 'resolve') return 'host-unknown';
  if (step === 'not-allowed') return 'not-allowed';
  if (step === 'not-smtp') return 'not-smtp';
  // Whatever it was asked for, the server may take it another time.
  if (status !== null && status < 500) return 'later';
  if (step === 'greeting' && status !== null) return 'turned-away';
  // The server answered the wish for encryption with a number: it does not know it.
  if (step === 'tls' && status !== null) return 'tls-missing';
  if (step === 'login') return loginProblem(status, reply);
  if (/ECONNREFUSED/.test(reply)) return 'refused';
  if (/certificate|self-signed|altname|self signed/i.test(reply)) return 'certificate';
  if (step === 'tls' || /wrong version number|SSL|EPROTO/i.test(reply)) return 'tls-broken';
  if (/timeout|timed out|greeting never|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i.test(reply)) return 'no-answer';
  return 'closed';
}

/** Said of a command that a server does not know, has turned off, or knows of another kind: it saw no password at all. */
const takesNoLogin = [500, 502, 503, 504];

/** 538 and some others: the server takes no password in clear. 534 is about the kind of password, so that one is refused. */
function loginProblem(
  status: number | null,
  reply: string,
): 'tls-wanted' | 'login-missing' | 'login-unoffered' | 'login-refused' {
  const isUnoffered = status !== null && takesNoLogin.includes(status);
  const wantsTls = /\b(starttls|tls|ssl|encrypt)/i.test(reply);
  if (status === 538 || ((status === 530 || isUnoffered) && wantsTls)) return 'tls-wanted';
  if (isUnoffered) return 'login-unoffered';
  return status === 530 || /no auth/i.test(reply) ? 'login-missing' : 'login-refused';
}
