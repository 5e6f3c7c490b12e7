import type { Channel, Kind, MessageClass } from '~/base/vocabulary/kinds';

/** What messages that leave at one moment come to. */
export interface MailsTogether {
  readonly mails: number;
  readonly people: number;
  /** Those of them who get more than one mail. */
  readonly several: number;
  readonly hasFlow: boolean;
}

/** What is of one kind for one customer is one mail, but for Flow, which is told of one message a call. */
export function mailsTogether(
  messages: readonly {
    readonly customerId: bigint | string;
    readonly kind: Kind;
    readonly class: MessageClass;
    readonly channel: Channel;
  }[],
): MailsTogether {
  const mailsOf = new Map<string, Set<string>>();
  for (const [nr, { customerId, kind, class: mailClass, channel }] of messages.entries()) {
    const mails = mailsOf.get(String(customerId)) ?? new Set();
    mailsOf.set(
      String(customerId),
      mails.add(channel === 'flow' ? `${nr}` : `${kind}|${mailClass}|${channel}`),
    );
  }
  const counts = [...mailsOf.values()].map(({ size }) => size);
  return {
    mails: counts.reduce((sum, count) => sum + count, 0),
    people: counts.length,
    several: counts.filter((count) => count > 1).length,
    hasFlow: messages.some(({ channel }) => channel === 'flow'),
  };
}
