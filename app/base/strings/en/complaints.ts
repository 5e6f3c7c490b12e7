import type { ComplaintCause, Remedy } from '~/base/vocabulary/complaints';

/** Complaints that wait for a person. */
export const complaintsEn = {
  title: 'Something is wrong',
  about:
    'These customers wait for an answer from you. Until it is settled they get nothing that sells, and no greetings.',
  order: (name: string) => `Order ${name}`,
  noWords: 'They tapped “Something is wrong” and wrote nothing. Ask them what happened.',
  more: (count: string) => `and ${count} more`,
  close: 'Close …',
  closeName: (name: string) => `Close the complaint of ${name}`,
  remedy: 'What was done',
  remedies: {
    explained: 'Explained or apologised',
    replaced: 'Replaced',
    refunded: 'Refunded',
    credited: 'Discount or credit',
    other: 'Something else',
  } satisfies Record<Remedy, string>,
  cause: 'Where it came from',
  causes: {
    product: 'The product',
    delivery: 'The delivery',
    'our-mistake': 'A mistake of ours',
    misunderstanding: 'A misunderstanding',
    other: 'Something else',
  } satisfies Record<ComplaintCause, string>,
  settled: 'It is settled',
  closed: 'Complaint closed',
};

export type ComplaintsStrings = typeof complaintsEn;
