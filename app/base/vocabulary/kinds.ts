/** The kinds of outreach, in the order in which they give way to each other: the first outranks the rest. */
export const kinds = [
  'recall',
  'late-order',
  'delivery-check',
  'warranty-expiry',
  'price-change',
  'discontinued',
  'setup-check',
  'thank-you',
  'check-in',
  'recovery-follow-up',
  'feedback',
  'running-low',
  'missed-you',
  'birthday',
  'favourite-on-special',
] as const;

export type Kind = (typeof kinds)[number];

/** The kinds that are built to the end; the others have names, so that rows and rules need not change for them. */
export const activeKinds = ['warranty-expiry', 'thank-you', 'running-low'] as const satisfies readonly Kind[];

export type ActiveKind = (typeof activeKinds)[number];

export function isKind(text: string): text is Kind {
  return (kinds as readonly string[]).includes(text);
}

export function isActiveKind(text: string): text is ActiveKind {
  return (activeKinds as readonly string[]).includes(text);
}

/**
 * What law and courtesy ask before a mail of this class goes out.
 * transactional: about an order, complaint, promise or recall; no consent needed, nothing for sale in it.
 * relationship: sells nothing. marketing: anything with an offer, a price, a code or an order button.
 */
export const messageClasses = ['transactional', 'relationship', 'marketing'] as const;
export type MessageClass = (typeof messageClasses)[number];

/** The stricter of two classes: what is in a mail can raise its class, nothing lowers it. */
export function stricterClass(a: MessageClass, b: MessageClass): MessageClass {
  return messageClasses.indexOf(a) >= messageClasses.indexOf(b) ? a : b;
}

export const channels = ['email', 'flow', 'draft-order', 'task'] as const;
export type Channel = (typeof channels)[number];

/** Kinds that may write twice about one purchase. */
export const twoStepKinds = ['warranty-expiry', 'running-low'] as const satisfies readonly ActiveKind[];

/** Kinds that Shopify Flow has a trigger of ours for. */
export const flowKinds = ['warranty-expiry', 'running-low'] as const satisfies readonly ActiveKind[];

/** What Flow calls these triggers, in every language. */
export const flowTriggerNames: Readonly<Record<(typeof flowKinds)[number], string>> = {
  'warranty-expiry': 'Warranty ending',
  'running-low': 'Customer running low',
};

/** How a kind is switched. review: planned, but each message waits for a person's word. */
export const kindModes = ['off', 'review', 'on'] as const;
export type KindMode = (typeof kindModes)[number];
