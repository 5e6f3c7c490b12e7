import { useNavigate } from '@remix-run/react';
import { Box } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { SearchField } from '~/components/parts/search-field';
import { ViewTabs } from '~/components/parts/view-tabs';
import type { ProductsQuery, ProductView } from '~/office/pages/products/products.server';

const SEARCH_AFTER_MS = 300;
const views: readonly ProductView[] = ['all', 'used-up', 'not-used-up', 'to-confirm', 'warranty'];

/** Views, and a search by title; both live in the address, so that they can be kept and shared. */
export function ProductFilters({ query }: { query: ProductsQuery }) {
  const { s } = usePanel();
  const navigate = useNavigate();
  const [search, setSearch] = useState(query.search);
  const asked = useRef(query.search);
  const go = (next: { search: string; view: ProductView }) => {
    asked.current = next.search;
    const parameters = new URLSearchParams();
    if (next.search) parameters.set('search', next.search);
    if (next.view !== 'all') parameters.set('view', next.view);
    navigate(`/app/products?${parameters}`, { replace: true });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts a search
  useEffect(() => {
    if (search.trim() === asked.current) return;
    const timer = setTimeout(() => go({ search: search.trim(), view: query.view }), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [search]);
  return (
    <>
      <ViewTabs
        label={s.products.viewsLabel}
        tabs={views.map((view) => ({ id: view, content: s.products.views[view] }))}
        selected={views.indexOf(query.view)}
        onSelect={(index) => go({ search: search.trim(), view: views[index] ?? 'all' })}
      />
      <Box paddingInline="400" paddingBlockEnd="300" paddingBlockStart="100">
        <SearchField words={s.products.search} value={search} onChange={setSearch} />
      </Box>
    </>
  );
}
