import { type ReorderStatus, reorderStatuses } from '~/base/vocabulary/customers';

/** In which order customers are listed; names are sealed, so by name they can be found but not sorted. */
export const customerSorts = ['newest', 'oldest', 'orders', 'spending'] as const;
export type CustomerSort = (typeof customerSorts)[number];

/** What of a customer's messages a filter asks for. */
export const messageFilters = ['awaiting_approval', 'planned', 'held'] as const;
export type MessageFilter = (typeof messageFilters)[number];

/** What the list shows; all of it lives in the address, so that a view can be kept and shared. */
export interface CustomersQuery {
  readonly search: string;
  readonly status: ReorderStatus | null;
  readonly needId: string | null;
  readonly message: MessageFilter | null;
  readonly sort: CustomerSort;
  readonly after: string | null;
  readonly before: string | null;
}

export function parseCustomersQuery(parameters: URLSearchParams): CustomersQuery {
  const given = (name: string) => parameters.get(name);
  const need = given('need') ?? '';
  return {
    search: (given('search') ?? '').trim().slice(0, 200),
    status: reorderStatuses.find((known) => known === given('status')) ?? null,
    needId: /^\d{1,18}$/.test(need) ? need : null,
    message: messageFilters.find((known) => known === given('message')) ?? null,
    sort: customerSorts.find((known) => known === given('sort')) ?? 'newest',
    after: given('after'),
    before: given('before'),
  };
}

/** The filters and the order of a query as they stand in an address; without the place in the list. */
export function customersParameters(query: Partial<CustomersQuery>): URLSearchParams {
  const named = {
    search: query.search,
    status: query.status,
    need: query.needId,
    message: query.message,
    sort: query.sort === 'newest' ? null : query.sort,
  };
  return new URLSearchParams(
    Object.entries(named).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** What a saved view keeps: filters and order, and never the words that were searched for, which may name a person. */
export function viewParameters(query: Partial<CustomersQuery>): string {
  return customersParameters({ ...query, search: '' }).toString();
}
