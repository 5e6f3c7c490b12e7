import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { AdminModal } from '~/components/parts/admin-modal';

/** Asks before several needs become one, and by whose name the pool goes. */
export function PoolModal({
  products,
  onClose,
  onConfirm,
}: {
  products: readonly { readonly id: string; readonly title: string }[];
  onClose: () => void;
  onConfirm: (into: string) => void;
}) {
  const { s } = usePanel();
  const words = s.products.bulk;
  const [into, setInto] = useState(products[0]?.id ?? '');
  return (
    <AdminModal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="p">{words.poolAbout}</Text>
          <Select
            label={words.poolInto}
            options={products.map(({ id, title }) => ({ value: id, label: title }))}
            value={into}
            onChange={setInto}
          />
        </BlockStack>
      </Box>
      <TitleBar title={words.poolTitle}>
        <button type="button" variant="primary" onClick={() => onConfirm(into)}>
          {words.poolConfirm}
        </button>
        <button type="button" onClick={onClose}>
          {s.common.cancel}
        </button>
      </TitleBar>
    </AdminModal>
  );
}
