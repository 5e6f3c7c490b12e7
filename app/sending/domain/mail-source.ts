/**
 * What a mail server needs in its sender's DNS: the SPF include of its provider, and the selectors under which that
 * provider keeps DKIM keys, as they are usually found. Providers change them, so a miss is worded as a question and never
 * blocks. Null and empty where a provider makes them per customer, or where the server is not on the list: then the
 * merchant names the selector.
 */
export interface MailSource {
  readonly spfInclude: string | null;
  readonly selectors: readonly string[];
}

const sources: readonly (MailSource & { readonly host: RegExp })[] = [
  { host: /(^|\.)(gmail|google)\.com$/, spfInclude: '_spf.google.com', selectors: ['google'] },
  {
    host: /(^|\.)office365\.com$/,
    spfInclude: 'spf.protection.outlook.com',
    selectors: ['selector1', 'selector2'],
  },
  { host: /(^|\.)amazonaws\.com$/, spfInclude: 'amazonses.com', selectors: [] },
  { host: /(^|\.)postmarkapp\.com$/, spfInclude: 'spf.mtasv.net', selectors: ['pm'] },
  { host: /(^|\.)mailgun\.org$/, spfInclude: 'mailgun.org', selectors: ['k1', 'mx', 'pic', 'smtp'] },
  { host: /(^|\.)brevo\.com$/, spfInclude: 'spf.brevo.com', selectors: ['brevo1', 'brevo2', 'mail'] },
  { host: /(^|\.)sendgrid\.net$/, spfInclude: 'sendgrid.net', selectors: ['s1', 's2'] },
  { host: /(^|\.)ionos\.(com|de)$/, spfInclude: '_spf-eu.ionos.com', selectors: ['s1-ionos', 's2-ionos'] },
  {
    host: /(^|\.)strato\.de$/,
    spfInclude: null,
    selectors: ['strato-dkim-0002', 'strato-dkim-0003'],
  },
];

/** Selectors that many servers use where nobody has said otherwise. */
const USUAL_SELECTORS = ['default', 'mail', 'dkim', 's1', 'k1', 'selector1'] as const;

/** What the server at `host` needs; `selector` is the merchant's own word and is asked for first. */
export function mailSourceOf(host: string, selector = ''): MailSource {
  const known = sources.find((source) => source.host.test(host.toLowerCase()));
  const own = selector.trim() === '' ? [] : [selector.trim()];
  return {
    spfInclude: known?.spfInclude ?? null,
    selectors: [...new Set([...own, ...(known?.selectors ?? []), ...USUAL_SELECTORS])],
  };
}
