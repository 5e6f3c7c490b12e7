import type { ComplaintCause, Remedy } from '~/base/vocabulary/complaints';

/** Complaints that wait for a person. */
export const complaintsEn = {
  title: 'Open complaints',
  about:
    'These customers wait for an answer from you. Until it is settled they get nothing that sells, and no greetings.',
  aboutOne:
    'An answer from you is waited for. Until it is settled, nothing that sells goes to this customer, and no greetings.',
  order: (name: string) => `Order ${name}`,
  noWords: (tapped: string | null) =>
    tapped
      ? `They tapped “${tapped}” and wrote nothing. Ask them what happened.`
      : 'They wrote nothing. Ask them what happened.',
  all: (count: string) => `Show all of them (${count})`,
  next: 'Show the next ones',
  fromStart: 'Show the oldest ones',
  overdue: 'Overdue: open for more than a week',
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
  choose: 'Choose',
  toChoose: 'Choose one.',
  settled: 'It is settled',
  settledAs: 'Complaint settled',
  closed: 'Complaint closed',
  dataRequests: {
    title: 'Customers ask for their data',
    about:
      'Shopify tells you by mail who asks. Hand the file over within 30 days of the request; after that it is deleted here.',
    asked: (day: string, id: string) => `Request ${id} of ${day}`,
    download: 'Download',
    downloadName: (id: string) => `Download the answer to request ${id}`,
  },
};

export type ComplaintsStrings = typeof complaintsEn;
