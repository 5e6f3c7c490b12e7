import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, List, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { AdminModal } from '~/components/parts/admin-modal';

interface Pooled {
  readonly id: string;
  readonly title: string;
  readonly products: number;
  readonly productTitles: readonly string[];
}

/** Asks before several needs become one: which products that are, and by whose name the pool goes. */
export function PoolModal({
  products,
  onClose,
  onConfirm,
}: {
  products: readonly Pooled[];
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
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {words.poolHolds}
            </Text>
            <List>
              {products.map((pooled) => (
                <List.Item key={pooled.id}>
                  <Held pooled={pooled} />
                </List.Item>
              ))}
            </List>
          </BlockStack>
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

/** A product by its title; one that is a group already, with what is in it. */
function Held({ pooled }: { pooled: Pooled }) {
  const { s } = usePanel();
  const { title, products, productTitles } = pooled;
  if (products < 2) return title;
  const more = products - productTitles.length;
  return (
    <>
      {title} ({s.products.pool(products)})
      <List>
        {productTitles.map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
        {more > 0 && <List.Item>{s.products.bulk.poolMore(more)}</List.Item>}
      </List>
    </>
  );
}
