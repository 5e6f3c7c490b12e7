import { useNavigate } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { ChoiceList, Filters, type FiltersProps } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { reorderStatuses } from '~/base/vocabulary/customers';
import {
  type CustomersQuery,
  customerSorts,
  customersParameters,
  messageFilters,
  viewParameters,
} from '~/base/vocabulary/customers-query';
import { usePanel } from '~/components/frame/panel-context';
import { ViewTabs } from '~/components/parts/view-tabs';
import { NeedChoices } from '~/components/products/need-choices';
import { useSend } from '~/components/settings/use-send';
import type { CustomersPage } from '~/office/pages/customers/customers.server';
import type { ViewRequest, ViewResult } from '~/office/pages/customers/views.server';

const SEARCH_AFTER_MS = 300;

/** Views by status and saved ones, a search field, filters and order; all of it lives in the address. */
export function CustomerFilters({ page }: { page: CustomersPage }) {
  const { s } = usePanel();
  const navigate = useNavigate();
  const { query } = page;
  const asked = useRef(query.search);
  const go = (next: Partial<CustomersQuery>) => {
    const whole = { ...query, search: asked.current, ...next };
    asked.current = whole.search;
    navigate(`/app/customers?${customersParameters(whole)}`, { replace: true, preventScrollReset: true });
  };
  const [search, setSearch] = useSearch({ stored: query.search, asked, go });
  const { filters, appliedFilters } = useCustomerFilters(page, go);
  return (
    <>
      <CustomerViews
        page={page}
        go={(parameters) => navigate(`/app/customers?${parameters}`, { replace: true })}
      />
      <Filters
        queryValue={search}
        queryPlaceholder={s.customers.search}
        onQueryChange={setSearch}
        onQueryClear={() => setSearch('')}
        filters={filters}
        appliedFilters={appliedFilters}
        onClearAll={() => go({ needId: null, message: null, sort: 'newest' })}
      />
    </>
  );
}

/** Typing asks after a moment; an address that changes otherwise changes the field. */
function useSearch({
  stored,
  asked,
  go,
}: {
  stored: string;
  asked: { current: string };
  go: (next: Partial<CustomersQuery>) => void;
}) {
  const [search, setSearch] = useState(stored);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts a search
  useEffect(() => {
    if (search.trim() === asked.current) return;
    const timer = setTimeout(() => go({ search: search.trim() }), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [search]);
  useEffect(() => {
    if (stored === asked.current) return;
    asked.current = stored;
    setSearch(stored);
  }, [stored, asked]);
  return [search, (text: string) => setSearch(text.slice(0, 200))] as const;
}

function useCustomerFilters(page: CustomersPage, go: (next: Partial<CustomersQuery>) => void) {
  const { s } = usePanel();
  const words = s.lists.customers;
  const { needId, message, sort } = page.query;
  const filters: FiltersProps['filters'] = [
    {
      key: 'needId',
      label: s.lists.filters.product,
      pinned: true,
      filter: <NeedChoices value={needId} onPick={(id) => go({ needId: id })} />,
    },
    {
      key: 'message',
      label: words.message,
      pinned: true,
      filter: (
        <ChoiceList
          title={words.message}
          titleHidden
          choices={messageFilters.map((value) => ({ value, label: s.states[value] }))}
          selected={message ? [message] : []}
          onChange={([picked]) => go({ message: messageFilters.find((one) => one === picked) ?? null })}
        />
      ),
    },
    {
      key: 'sort',
      label: words.sort,
      pinned: true,
      hideClearButton: true,
      filter: (
        <ChoiceList
          title={words.sort}
          titleHidden
          choices={customerSorts.map((value) => ({ value, label: words.sorts[value] }))}
          selected={[sort]}
          onChange={([picked]) => go({ sort: customerSorts.find((one) => one === picked) ?? 'newest' })}
        />
      ),
    },
  ];
  const appliedFilters: NonNullable<FiltersProps['appliedFilters']> = [];
  if (needId) {
    const label = `${s.lists.filters.product}: ${page.needTitle ?? s.lists.filters.gone}`;
    appliedFilters.push({ key: 'needId', label, onRemove: () => go({ needId: null }) });
  }
  if (message) {
    const label = `${words.message}: ${s.states[message]}`;
    appliedFilters.push({ key: 'message', label, onRemove: () => go({ message: null }) });
  }
  if (sort !== 'newest') {
    const label = `${words.sort}: ${words.sorts[sort]}`;
    appliedFilters.push({ key: 'sort', label, onRemove: () => go({ sort: 'newest' }) });
  }
  return { filters, appliedFilters };
}

/** One tab a status, then what people of this shop keep under a name. */
function CustomerViews({ page, go }: { page: CustomersPage; go: (parameters: string) => void }) {
  const { s } = usePanel();
  const { send } = useSend();
  const shopify = useAppBridge();
  const { query, views } = page;
  const here = viewParameters(query);
  const statuses = [null, ...reorderStatuses] as const;
  const saved = views.findIndex((view) => view.query === here);
  const change = async (request: ViewRequest): Promise<boolean> => {
    const result = await send<ViewResult>('/app/views', request);
    if (result?.status === 'refused')
      shopify.toast.show(s.lists.customers.viewRefused[result.reason], { isError: true });
    return result?.status === 'done';
  };
  const tabs = [
    ...statuses.map((status) => ({
      id: status ?? 'all',
      content: status ? s.statuses[status] : s.customers.all,
      isLocked: true,
    })),
    ...views.map((view) => ({
      id: `view-${view.id}`,
      content: view.name,
      actions: [
        {
          type: 'rename' as const,
          onPrimaryAction: (name: string) => change({ intent: 'rename', id: view.id, name }),
        },
        {
          type: 'delete' as const,
          onPrimaryAction: async () => {
            const done = await change({ intent: 'delete', id: view.id });
            if (done) go('');
            return done;
          },
        },
      ],
    })),
  ];
  return (
    <ViewTabs
      tabs={tabs}
      selected={saved >= 0 ? statuses.length + saved : Math.max(0, statuses.indexOf(query.status))}
      onSelect={(index) => {
        const view = views[index - statuses.length];
        go(view ? view.query : customersParameters({ status: statuses[index] ?? null }).toString());
      }}
      canCreateNewView={here !== '' && saved < 0}
      newViewAccessibilityLabel={s.lists.customers.saveView}
      onCreateNewView={(name) => change({ intent: 'create', name, query: here })}
    />
  );
}
