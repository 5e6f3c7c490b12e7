import { BlockStack, ChoiceList, Text, TextField } from '@shopify/polaris';
import { startTransition, useEffect, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { NeedChoice } from '~/office/pages/products/needs.server';

const ASK_AFTER_MS = 250;

/** Picks a product by typing a part of its title. */
export function NeedChoices({ value, onPick }: { value: string | null; onPick: (id: string) => void }) {
  const { s } = usePanel();
  const [search, setSearch] = useState('');
  const [needs, setNeeds] = useState<readonly NeedChoice[] | null>(null);
  useEffect(() => {
    const given = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/app/needs?search=${encodeURIComponent(search)}`, {
          signal: given.signal,
        });
        if (!answer.ok) return;
        const { needs: found } = (await answer.json()) as { needs: NeedChoice[] };
        startTransition(() => setNeeds(found));
      } catch {
        // Typed on, or offline: what is listed stays.
      }
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [search]);
  return (
    <BlockStack gap="300">
      <TextField
        label={s.lists.filters.productSearch}
        value={search}
        onChange={setSearch}
        autoComplete="off"
        maxLength={100}
      />
      {needs?.length === 0 && <Text as="p">{s.lists.filters.noProduct}</Text>}
      {needs && needs.length > 0 && (
        <ChoiceList
          title={s.lists.filters.product}
          titleHidden
          choices={needs.map(({ id, title }) => ({ value: id, label: title }))}
          selected={value ? [value] : []}
          onChange={([id]) => id && onPick(id)}
        />
      )}
    </BlockStack>
  );
}
