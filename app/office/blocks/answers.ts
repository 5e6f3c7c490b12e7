/**
 * What the app answers to the blocks on the admin's own pages. The blocks in extensions/ are compiled against these
 * types, so nothing else may be imported here.
 */
export type BlockTone = 'neutral' | 'info' | 'success' | 'caution' | 'warning' | 'critical';

export interface BlockBadge {
  readonly words: string;
  readonly tone: BlockTone;
}

/** One message, told ready to read: a block has no words and no formats of its own for it. */
export interface BlockMessage {
  readonly id: string;
  readonly kind: string;
  readonly state: BlockBadge;
  readonly when: string;
  readonly why: string;
  readonly canSkip: boolean;
  readonly canUndo: boolean;
}

/** A customer or an order. */
export interface BlockView {
  readonly badge: BlockBadge | null;
  readonly sentences: readonly string[];
  readonly messages: readonly BlockMessage[];
  /** The page of the app that tells more; null when there is none yet. */
  readonly path: string | null;
}

/** What became of a skip or its undo, in one sentence. */
export interface BlockDecision {
  readonly done: boolean;
  readonly sentence: string;
}

/** A product; `supply` is null where there is nothing to change yet. */
export interface ProductBlock {
  readonly sentences: readonly string[];
  readonly supply: {
    readonly daysPerUnit: number | null;
    readonly warrantyMonths: number | null;
    readonly warrantyAbout: string;
  } | null;
}

export interface ProductSaved {
  readonly status: 'saved' | 'changed-meanwhile' | 'invalid' | 'not-found';
  readonly sentence: string;
  /** Beside which field what is wrong. */
  readonly errors: { readonly daysPerUnit?: string; readonly warrantyMonths?: string };
  readonly block: ProductBlock;
}

/** A segment, before a person goes on to the page on which they decide. */
export interface SegmentView {
  readonly name: string;
  readonly sentences: readonly string[];
  readonly kinds: readonly { readonly kind: string; readonly counts: string }[];
  readonly path: string;
}
