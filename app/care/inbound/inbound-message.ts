/** A mail that came back to us, as far as we look at it. All texts may be empty. */
export interface InboundMessage {
  /** Header names in lower case; several of one name are joined by a line break. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly fromAddress: string;
  /** Plain text for a reader. */
  readonly text: string;
  /** The parts that machines write, by type: message/delivery-status, message/feedback-report, message/rfc822 … */
  readonly parts: readonly { readonly type: string; readonly content: string }[];
  /** Message-IDs of mails that are carried inside, however they are packed; not its own. */
  readonly carriedIds: readonly string[];
}

/** What such a mail means. `messageIds` are those of ours that it may speak of, the likeliest first. */
export type InboundMeaning =
  | {
      readonly kind: 'bounce';
      readonly bounce: BounceKind;
      /** RFC 3463, such as 5.1.1; '' when none was told. */
      readonly status: string;
      readonly detail: string;
      readonly recipient: string | null;
      readonly messageIds: readonly string[];
    }
  | {
      readonly kind: 'spam-report';
      readonly recipient: string | null;
      readonly messageIds: readonly string[];
    }
  | { readonly kind: 'reply'; readonly text: string; readonly messageIds: readonly string[] }
  | { readonly kind: 'unsubscribe'; readonly messageIds: readonly string[] }
  | { readonly kind: 'auto-reply' | 'other'; readonly messageIds: readonly string[] };

/** hard: the address is no good. soft: it may be another day. policy: we are not wanted, whatever the address. */
export type BounceKind = 'hard' | 'soft' | 'policy';
