import { createHash } from 'node:crypto';
import type { SmtpSettings } from '~/base/settings/shop-settings';
import { mailProviderAt, unknownProviderLimits } from '~/base/vocabulary/mail-providers';

/** A mail server as the sender uses it. */
export interface Relay extends SmtpSettings {
  /** The operator's own server, from SMTP_URL: it may stand anywhere. */
  readonly ofInstallation: boolean;
  /** The same server, user and limits have the same key and share connections. */
  readonly key: string;
  readonly connections: number;
  /** Mails a second over all connections of this process; null: as fast as it goes. */
  readonly perSecond: number | null;
  /** Silence of the server after which a connection is given up. */
  readonly timeoutMs: number;
  /** Mails over one connection before it is closed; servers dislike endless ones. */
  readonly mailsPerConnection: number;
}

const TIMEOUT_MS = 60_000;
const MAILS_PER_CONNECTION = 200;

export function relayOf(settings: SmtpSettings, options: Partial<Relay> = {}): Relay {
  const { connections, perSecond } = mailProviderAt(settings.host) ?? unknownProviderLimits;
  const relay = {
    ...settings,
    connections,
    perSecond,
    timeoutMs: TIMEOUT_MS,
    mailsPerConnection: MAILS_PER_CONNECTION,
    ofInstallation: false,
    ...options,
  };
  return { ...relay, key: keyOf(relay) };
}

/**
 * The installation's default relay from SMTP_URL: `smtps://user:password@host:465` or `smtp://host:587`. Optional
 * parameters: `connections`, `perSecond`, `timeout` (seconds), `tls=none` for a server in the same machine that has
 * no TLS; without it, smtp:// demands STARTTLS except on a loopback address.
 */
export function relayFromUrl(text: string): Relay {
  const url = new URL(text);
  const tls = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
  const plain = url.searchParams.get('tls') === 'none' || isLoopback;
  return relayOf(
    {
      host,
      port: url.port ? Number(url.port) : tls ? 465 : 587,
      security: tls ? 'tls' : plain ? 'none' : 'starttls',
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    },
    {
      ofInstallation: true,
      ...positive('connections', url.searchParams.get('connections')),
      ...positive('perSecond', url.searchParams.get('perSecond')),
      ...(Number(url.searchParams.get('timeout')) > 0
        ? { timeoutMs: Number(url.searchParams.get('timeout')) * 1000 }
        : {}),
    },
  );
}

function positive<Name extends string>(name: Name, text: string | null): { [N in Name]?: number } {
  const value = Number(text);
  return (value > 0 ? { [name]: value } : {}) as { [N in Name]?: number };
}

function keyOf(relay: Omit<Relay, 'key'>): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(relay).sort()))
    .digest('base64url');
}
