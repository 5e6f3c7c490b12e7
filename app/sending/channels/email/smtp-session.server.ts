import { isIP } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { mailServerAddress } from '~/base/lib/mail-server-address.server';
import { within } from '~/base/lib/within';
import type { Relay } from '~/sending/channels/email/relay';
import { Stopped, unlessStopped } from '~/sending/unless-stopped';

/** A connection to a relay, past greeting, TLS and login. */
export interface SmtpSession {
  readonly connection: SMTPConnection;
  sent: number;
  isDead: boolean;
}

/**
 * What went wrong on the way to a session, by step, so that each failure has its own words.
 * `status` is the server's number where it answered with one.
 */
export class RelayError extends Error {
  override readonly name = 'RelayError';
  readonly step: 'resolve' | 'not-allowed' | 'connect' | 'greeting' | 'not-smtp' | 'tls' | 'login' | 'wait';
  readonly status: number | null;
  readonly reply: string;

  constructor(step: RelayError['step'], status: number | null, reply: string) {
    super(`${step}: ${reply}`);
    this.step = step;
    this.status = status;
    this.reply = reply;
  }
}

const CONNECT_TIMEOUT_MS = 10_000;
/** Greeting, TLS, login. */
const OPENING_STEPS = 3;

/**
 * Opens a session at the first of the server's addresses that takes a connection. Throws RelayError, and Stopped once
 * `closing` is aborted.
 */
export async function openSession(relay: Relay, closing?: AbortSignal): Promise<SmtpSession> {
  const [first, ...more] = await unlessStopped(addressesOf(relay), closing);
  let opening = openAt(relay, first, closing);
  for (const address of more) {
    opening = opening.catch((error: unknown) => {
      if (error instanceof RelayError && error.step === 'connect' && error.status === null)
        return openAt(relay, address, closing);
      throw error;
    });
  }
  return opening;
}

async function addressesOf(relay: Relay): Promise<readonly [string, ...string[]]> {
  if (relay.ofInstallation) return [relay.host];
  const found = await mailServerAddress(relay, 'smtp');
  if (found.status === 'found') return found.addresses;
  throw found.status === 'unknown'
    ? new RelayError('resolve', null, `no server is named ${relay.host}`)
    : new RelayError('not-allowed', null, `${relay.host}:${relay.port} is no public mail server`);
}

function openAt(relay: Relay, address: string, closing?: AbortSignal): Promise<SmtpSession> {
  const connection = new SMTPConnection({
    host: address,
    ...(isIP(relay.host) === 0 && { servername: relay.host }),
    port: relay.port,
    secure: relay.security === 'tls',
    requireTLS: relay.security === 'starttls',
    ignoreTLS: relay.security === 'none',
    connectionTimeout: Math.min(CONNECT_TIMEOUT_MS, relay.timeoutMs),
    greetingTimeout: Math.min(CONNECT_TIMEOUT_MS, relay.timeoutMs),
    dnsTimeout: Math.min(CONNECT_TIMEOUT_MS, relay.timeoutMs),
    socketTimeout: relay.timeoutMs,
    tls: { minVersion: 'TLSv1.2' },
  });
  const session: SmtpSession = { connection, sent: 0, isDead: false };
  const opened = new Promise<SmtpSession>((resolve, reject) => {
    const fail = (error: SmtpError) => {
      session.isDead = true;
      connection.close();
      reject(relayError(error));
    };
    // Stays for the session's life: an error with no listener would end the process.
    connection.on('error', fail);
    connection.once('end', () => {
      session.isDead = true;
    });
    connection.connect((error) => {
      if (error) return fail(error);
      if (!relay.user) return resolve(session);
      connection.login({ user: relay.user, pass: relay.password }, (failure) =>
        failure ? fail(failure) : resolve(session),
      );
    });
  });
  // Its own limits are about silence: a server that goes on greeting would be listened to for ever.
  const inTime = within(opened, relay.timeoutMs * OPENING_STEPS);
  return unlessStopped(inTime, closing).catch((error: Error) => {
    if (!session.isDead) dropSession(session);
    if (error instanceof RelayError || error instanceof Stopped) throw error;
    throw new RelayError('greeting', null, error.message);
  });
}

export function closeSession(session: SmtpSession): void {
  if (session.isDead) return;
  session.isDead = true;
  session.connection.quit();
}

/** Drops the connection as it stands: a mail whose final dot was not sent is thrown away by the server. */
export function dropSession(session: SmtpSession): void {
  session.isDead = true;
  session.connection.close();
}

/** The error of nodemailer's connection, with the fields that we read. */
export interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

function relayError(error: SmtpError): RelayError {
  // Whatever it is that answers, its words are nobody's business.
  if (isNoSmtp(error)) return new RelayError('not-smtp', null, 'what answers is no mail server');
  return new RelayError(stepOf(error), error.responseCode ?? null, error.response ?? error.message);
}

/** What a database, a web server or a mailbox's server says on its port, to a greeting that begins with no number. */
function isNoSmtp({ code, response }: SmtpError): boolean {
  return code === 'EPROTOCOL' && response !== undefined && !/^[2-5]\d\d/.test(response);
}

function stepOf({ code, message, command, responseCode }: SmtpError): RelayError['step'] {
  // First: the server's words, which may speak of anything, stand in the message.
  if (/^Invalid (greeting|HELO)/i.test(message)) return 'greeting';
  // Where STARTTLS is wanted there is no second try by HELO; 500 and 502 only mean that it knows no EHLO.
  if (/^EHLO failed/i.test(message) && responseCode !== 500 && responseCode !== 502) return 'greeting';
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(message)) return 'resolve';
  if (code === 'EAUTH' || command?.startsWith('AUTH') || command === 'API') return 'login';
  if (code === 'ETLS' || /TLS|SSL|certificate|self-signed/i.test(message)) return 'tls';
  if (/greeting/i.test(message)) return 'greeting';
  return 'connect';
}
