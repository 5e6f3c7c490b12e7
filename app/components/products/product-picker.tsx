import { useFetcher } from '@remix-run/react';
import { Autocomplete, Icon, Text } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useEffect, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { FoundProduct } from '~/office/pages/products/find-products.server';

const SEARCH_AFTER_MS = 250;

/** A field in which to search among the shop's products. */
export function ProductPicker({
  id,
  label,
  shown,
  not,
  error,
  onPick,
}: {
  id: string;
  label: string;
  /** The title of what is picked now; empty for nothing. */
  shown: string;
  /** A product that cannot be picked. */
  not: string;
  error?: string;
  onPick: (product: FoundProduct | null) => void;
}) {
  const { s } = usePanel();
  const fetcher = useFetcher<{ products: FoundProduct[] }>();
  const [text, setText] = useState(shown);
  const { load } = fetcher;
  useEffect(() => setText(shown), [shown]);
  useEffect(() => {
    if (text === shown) return;
    const timer = setTimeout(
      () => load(`/app/products/find?search=${encodeURIComponent(text)}`),
      SEARCH_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [text, shown, load]);
  const isSearched = text !== shown && text.trim() !== '' && fetcher.state === 'idle' && fetcher.data;
  const found = (fetcher.data?.products ?? []).filter((product) => product.id !== not);
  return (
    <Autocomplete
      id={id}
      options={found.map(({ id: value, title }) => ({ value, label: title }))}
      selected={[]}
      loading={fetcher.state !== 'idle'}
      {...(isSearched && { emptyState: <Text as="p">{s.lists.filters.noProduct}</Text> })}
      onSelect={([picked]) => onPick(found.find((product) => product.id === picked) ?? null)}
      textField={
        <Autocomplete.TextField
          label={label}
          {...(error && { error })}
          value={text}
          onChange={(value) => {
            setText(value);
            if (value === '') onPick(null);
          }}
          onBlur={() => setText(shown)}
          placeholder={s.products.fields.substituteNone}
          helpText={s.products.fields.substituteHelp}
          prefix={<Icon source={SearchIcon} />}
          autoComplete="off"
          clearButton
          onClearButtonClick={() => {
            setText('');
            onPick(null);
          }}
        />
      }
    />
  );
}
