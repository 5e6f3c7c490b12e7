import { useNavigate } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Box, ChoiceList } from '@shopify/polaris';
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
import { FilterBar, type ListFilter } from '~/components/parts/filter-bar';
import { SearchField } from '~/components/parts/search-field';
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
  const filters = useCustomerFilters(page, go);
  return (
    <>
      <CustomerViews
        page={page}
        go={(parameters) => navigate(`/app/customers?${parameters}`, { replace: true })}
      />
      <Box padding="200" paddingBlockEnd="0">
        <SearchField words={s.customers.search} value={search} onChange={setSearch} />
      </Box>
      <FilterBar filters={filters} onClearAll={() => go({ needId: null, message: null, sort: 'newest' })} />
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
  return [search, setSearch] as const;
}

function useCustomerFilters(page: CustomersPage, go: (next: Partial<CustomersQuery>) => void): ListFilter[] {
  const { s } = usePanel();
  const words = s.lists.customers;
  const { needId, message, sort } = page.query;
  return [
    {
      key: 'needId',
      label: s.lists.filters.product,
      setTo: needId && (page.needTitle ?? s.lists.filters.gone),
      choices: <NeedChoices value={needId} onPick={(id) => go({ needId: id })} />,
      onClear: () => go({ needId: null }),
    },
    {
      key: 'message',
      label: words.message,
      setTo: message && s.states[message],
      choices: (
        <ChoiceList
          title={words.message}
          titleHidden
          choices={messageFilters.map((value) => ({ value, label: s.states[value] }))}
          selected={message ? [message] : []}
          onChange={([picked]) => go({ message: messageFilters.find((one) => one === picked) ?? null })}
        />
      ),
      onClear: () => go({ message: null }),
    },
    {
      key: 'sort',
      label: words.sort,
      setTo: sort === 'newest' ? null : words.sorts[sort],
      choices: (
        <ChoiceList
          title={words.sort}
          titleHidden
          choices={customerSorts.map((value) => ({ value, label: words.sorts[value] }))}
          selected={[sort]}
          onChange={([picked]) => go({ sort: customerSorts.find((one) => one === picked) ?? 'newest' })}
        />
      ),
      onClear: () => go({ sort: 'newest' }),
    },
  ];
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
      label={s.customers.views}
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
