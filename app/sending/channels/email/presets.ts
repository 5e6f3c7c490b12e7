/**
 * What well-known relays allow, from their own help pages (November 2026). Limits of a plan that differ by customer are
 * the lowest ones. `connections` at once, mails a second (null: no limit of ours), mails a day.
 */
export interface SenderPreset {
  readonly id: string;
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
  readonly connections: number;
  readonly perSecond: number | null;
  readonly perDay: number | null;
}

export const senderPresets: readonly SenderPreset[] = [
  preset('google-workspace', 'Google Workspace', 'smtp.gmail.com', {
    connections: 3,
    perSecond: 1,
    perDay: 2000,
  }),
  preset('gmail', 'Gmail', 'smtp.gmail.com', { connections: 2, perSecond: 1, perDay: 500 }),
  preset('microsoft-365', 'Microsoft 365', 'smtp.office365.com', {
    connections: 3,
    perSecond: 0.5,
    perDay: 10_000,
  }),
  preset('amazon-ses', 'Amazon SES', 'email-smtp.us-east-1.amazonaws.com', {
    connections: 10,
    perSecond: 14,
    perDay: null,
  }),
  preset('postmark', 'Postmark', 'smtp.postmarkapp.com', { connections: 10, perSecond: null, perDay: null }),
  preset('mailgun', 'Mailgun', 'smtp.mailgun.org', { connections: 10, perSecond: null, perDay: null }),
  preset('brevo', 'Brevo', 'smtp-relay.brevo.com', { connections: 5, perSecond: null, perDay: 300 }),
  preset('sendgrid', 'SendGrid', 'smtp.sendgrid.net', { connections: 10, perSecond: null, perDay: null }),
  preset('ionos', 'IONOS', 'smtp.ionos.com', { connections: 2, perSecond: 1, perDay: 500 }),
  preset('strato', 'STRATO', 'smtp.strato.de', { connections: 2, perSecond: 1, perDay: 500, tls: true }),
];

/** For a server that is not on the list. */
export const unknownRelayLimits = { connections: 5, perSecond: null } as const;

/** The limits of the relay at `host`. Amazon's hosts differ by region. */
export function limitsOf(host: string): { readonly connections: number; readonly perSecond: number | null } {
  const name = host.toLowerCase();
  const known = senderPresets.find((candidate) =>
    candidate.id === 'amazon-ses'
      ? /^email-smtp\.[a-z0-9-]+\.amazonaws\.com$/.test(name)
      : candidate.host === name,
  );
  return known ?? unknownRelayLimits;
}

function preset(
  id: string,
  label: string,
  host: string,
  limits: { connections: number; perSecond: number | null; perDay: number | null; tls?: true },
): SenderPreset {
  const { tls, ...rest } = limits;
  return { id, label, host, port: tls ? 465 : 587, security: tls ? 'tls' : 'starttls', ...rest };
}
