import type { Customer } from './entities';

export interface Segment {
  readonly kind: 'Segment';
  readonly id: number;
  readonly name: string;
  readonly query: string;
  has(customer: Customer): boolean;
}

/** Segments as a new store has them. Who is in one is found anew at each look, as in life. */
export const segments: readonly Segment[] = [
  { kind: 'Segment', id: 1, name: 'Customers', query: '', has: () => true },
  {
    kind: 'Segment',
    id: 2,
    name: 'Email subscribers',
    query: "email_subscription_status = 'SUBSCRIBED'",
    has: ({ consent }) => consent.state === 'SUBSCRIBED',
  },
];
