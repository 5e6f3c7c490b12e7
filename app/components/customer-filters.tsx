import { useNavigate } from '@remix-run/react';
import { Box, Icon, Tabs, TextField } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useEffect, useRef, useState } from 'react';
import { type ReorderStatus, reorderStatuses } from '~/base/vocabulary/customers';
import { usePanel } from '~/components/panel-context';
import type { CustomersQuery } from '~/office/pages/customers.server';

const SEARCH_AFTER_MS = 300;

/** Status as views, and a search field; both live in the address, so that a view can be kept and shared. */
export function CustomerFilters({ query }: { query: CustomersQuery }) {
  const { s } = usePanel();
  const navigate = useNavigate();
  const [search, setSearch] = useState(query.search);
  const asked = useRef(query.search);
  const go = (next: { search: string; status: ReorderStatus | null }) => {
    asked.current = next.search;
    const parameters = new URLSearchParams();
    if (next.search) parameters.set('search', next.search);
    if (next.status) parameters.set('status', next.status);
    navigate(`/app/customers?${parameters}`, { replace: true });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts a search
  useEffect(() => {
    if (search.trim() === asked.current) return;
    const timer = setTimeout(() => go({ search: search.trim(), status: query.status }), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [search]);
  useEffect(() => {
    if (query.search === asked.current) return;
    asked.current = query.search;
    setSearch(query.search);
  }, [query.search]);
  const views = [null, ...reorderStatuses] as const;
  return (
    <>
      <Tabs
        tabs={views.map((status) => ({
          id: status ?? 'all',
          content: status ? s.statuses[status] : s.customers.all,
          accessibilityLabel: status ? s.statuses[status] : s.customers.all,
        }))}
        selected={Math.max(0, views.indexOf(query.status))}
        onSelect={(index) => go({ search: search.trim(), status: views[index] ?? null })}
      />
      <Box paddingInline="400" paddingBlockEnd="300" paddingBlockStart="100">
        <TextField
          label={s.customers.search}
          labelHidden
          placeholder={s.customers.search}
          value={search}
          onChange={setSearch}
          onClearButtonClick={() => setSearch('')}
          clearButton
          prefix={<Icon source={SearchIcon} />}
          autoComplete="off"
          maxLength={200}
        />
      </Box>
    </>
  );
}
