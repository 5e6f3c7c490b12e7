/**
 * What well-known relays allow, from their own help pages (November 2026). Limits that differ by a customer's plan are
 * the lowest ones. `connections` at once, mails a second (null: no limit of ours), mails a day (null: none is published).
 */
export interface MailProvider {
  readonly id: string;
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
  readonly connections: number;
  readonly perSecond: number | null;
  readonly perDay: number | null;
}

export const mailProviders: readonly MailProvider[] = [
  provider('google', 'Google (Gmail, Workspace)', 'smtp.gmail.com', {
    connections: 2,
    perSecond: 1,
    perDay: 500,
  }),
  provider('microsoft-365', 'Microsoft 365', 'smtp.office365.com', {
    connections: 3,
    perSecond: 0.5,
    perDay: 10_000,
  }),
  provider('amazon-ses', 'Amazon SES', 'email-smtp.us-east-1.amazonaws.com', {
    connections: 10,
    perSecond: 14,
    perDay: null,
  }),
  provider('postmark', 'Postmark', 'smtp.postmarkapp.com', {
    connections: 10,
    perSecond: null,
    perDay: null,
  }),
  provider('mailgun', 'Mailgun', 'smtp.mailgun.org', { connections: 10, perSecond: null, perDay: null }),
  provider('brevo', 'Brevo', 'smtp-relay.brevo.com', { connections: 5, perSecond: null, perDay: 300 }),
  provider('sendgrid', 'SendGrid', 'smtp.sendgrid.net', { connections: 10, perSecond: null, perDay: null }),
  provider('ionos', 'IONOS', 'smtp.ionos.com', { connections: 2, perSecond: 1, perDay: 500 }),
  provider('strato', 'STRATO', 'smtp.strato.de', { connections: 2, perSecond: 1, perDay: 500, tls: true }),
];

/** For a server that is not on the list. */
export const unknownProviderLimits = { connections: 5, perSecond: null } as const;

/** The provider whose relay is at `host`; Amazon's hosts differ by region. Undefined for a server of another. */
export function mailProviderAt(host: string): MailProvider | undefined {
  const name = host.trim().toLowerCase();
  return mailProviders.find((candidate) =>
    candidate.id === 'amazon-ses'
      ? /^email-smtp\.[a-z0-9-]+\.amazonaws\.com$/.test(name)
      : candidate.host === name,
  );
}

function provider(
  id: string,
  label: string,
  host: string,
  limits: { connections: number; perSecond: number | null; perDay: number | null; tls?: true },
): MailProvider {
  const { tls, ...rest } = limits;
  return { id, label, host, port: tls ? 465 : 587, security: tls ? 'tls' : 'starttls', ...rest };
}
