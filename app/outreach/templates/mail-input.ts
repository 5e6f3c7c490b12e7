import type { ShopSettings } from '~/base/settings/shop-settings';
import type { ActiveKind, MessageClass } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import type { MessageFacts } from '~/outreach/kinds/message-facts';

/** Languages in which every default template exists. */
export const mailLocales = ['en', 'de'] as const;
export type MailLocale = (typeof mailLocales)[number];

/** Everything that a mail is made of. */
export interface MailInput {
  readonly shop: {
    readonly name: string;
    readonly domain: string;
    readonly storefrontUrl: string | null;
    readonly settings: Pick<ShopSettings, 'sender' | 'brand'>;
  };
  readonly customer: { readonly firstName: string | null; readonly timeZone: string };
  /** The moment for which it is written: tells what lies behind and what ahead. */
  readonly at: Date;
  /** From loadMailParts. */
  readonly locale: MailLocale;
  readonly template: TemplateSource;
  /** The most important first; never empty. */
  readonly messages: readonly MailMessage[];
  readonly links: MailLinks;
}

export interface MailLinks {
  /** Page of the one-click unsubscribe; shown in everything but transactional mail. */
  readonly unsubscribe: string;
  readonly preferences: string;
  /** The reorder link of one message; null where nothing can be reordered. */
  readonly reorder: (message: MailMessage) => string | null;
  /** "Still have plenty" and the like: a page that asks before it acts. Null leaves the line out. */
  readonly answer: ((message: MailMessage) => string) | null;
}

/** One reason to write, with what its words need. */
export interface MailMessage {
  readonly id: bigint;
  readonly kind: ActiveKind;
  readonly needId: bigint | null;
  readonly reason: Reason;
  readonly facts: MessageFacts;
}

export interface TemplateSource {
  /** Names the very words: `running-low/de@default-1f3a9c20`, `running-low/de@v4`. */
  readonly version: string;
  /** The class that these words alone ask for. */
  readonly class: MessageClass;
  /** Liquid, one line. */
  readonly subject: string;
  /** Liquid, one line: what mailboxes show behind the subject. */
  readonly preheader: string;
  /** MJML sections with Liquid in them. */
  readonly body: string;
  /** Liquid: the plain text. */
  readonly text: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly preheader: string;
  /** The strictest of the kinds', the template's and the sender's words. */
  readonly class: MessageClass;
  readonly templateVersion: string;
  readonly locale: MailLocale;
}

/** A template that cannot be used: what is wrong and on which line of which part. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  constructor(
    message: string,
    readonly part: 'subject' | 'preheader' | 'body' | 'text',
    readonly line: number | null,
  ) {
    super(message);
  }
}
