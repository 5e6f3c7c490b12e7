/** What a reason does not hold, and its words need: from our rows, at the time of sending. */
export interface MessageFacts {
  readonly orderName: string | null;
  /** 'YYYY-MM-DD' on the customer's calendar. */
  readonly orderedOn: string | null;
  /** What the customer paid for the whole order, in their own currency. */
  readonly orderTotalMinor: bigint | null;
  readonly orderCurrency: string | null;
  readonly imageUrl: string | null;
  /** Where the merchant explains the product. */
  readonly guideUrl: string | null;
  /** No further message about the same purchase follows. */
  readonly isLast: boolean;
}

/** What words are made for: the language, and the day on which they are read ('YYYY-MM-DD'). */
export interface WordsFor {
  readonly locale: 'en' | 'de';
  readonly todayOn: string;
}

/** The words that a kind's template may use for one message. */
export type MessageVariables = Readonly<Record<string, string | number | boolean | null>>;

/** Words of one language, as a merchant may change them. */
export interface TemplateWords {
  /** Liquid, one line each. */
  readonly subject: string;
  readonly preheader: string;
  /** MJML with Liquid in it. */
  readonly body: string;
  /** Liquid: the plain text. */
  readonly text: string;
}
