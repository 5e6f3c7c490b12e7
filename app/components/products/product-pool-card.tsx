import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { readTypedNumber } from '~/base/lib/typed-number';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { PoolModal } from '~/components/products/pool-modal';
import { ProductPicker } from '~/components/products/product-picker';
import { useProductChange } from '~/components/products/use-product-change';
import type { FoundProduct } from '~/office/pages/products/find-products.server';
import type { ProductPage, VariantView } from '~/office/pages/products/product.server';

/** The variants of a need: how much one item of each brings, and which belong together. */
export function ProductPoolCard({ page }: { page: ProductPage }) {
  const { s, write } = usePanel();
  const words = s.products.one.pool;
  const { change, busy } = useProductChange();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [joining, setJoining] = useState<FoundProduct | null>(null);
  const { variants } = page;
  const draft = useDraft<Record<string, string>>(`units:${page.id}`, {
    stored: Object.fromEntries(variants.map(({ gid, units }) => [gid, write.typed(units)])),
  });
  const alone = variants.length === 1;
  const chosen = variants.filter(({ gid }) => picked.has(gid)).map(({ gid }) => gid);
  const units = variants.flatMap(({ gid }) => {
    const typed = draft.form[gid];
    const isNew = typed !== undefined && typed !== draft.openedWith[gid];
    return isNew ? [{ variant: gid, units: readTypedNumber(typed) ?? Number.NaN }] : [];
  });
  const isWrong = (value: number) => !(Number.isFinite(value) && value >= 0.001 && value <= 1_000_000);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {words.title}
        </Text>
        <Text as="p" tone="subdued">
          {words.about}
        </Text>
        <ul className="carafe-rows" data-plain="">
          {variants.map((variant) => (
            <li key={variant.id} className="carafe-variant">
              {alone ? (
                <Text as="span">{nameOf(variant)}</Text>
              ) : (
                <Checkbox
                  label={nameOf(variant)}
                  checked={picked.has(variant.gid)}
                  onChange={(on) =>
                    setPicked(
                      new Set(
                        on ? [...picked, variant.gid] : [...picked].filter((gid) => gid !== variant.gid),
                      ),
                    )
                  }
                />
              )}
              <VariantFacts variant={variant} />
              {!alone && (
                <TextField
                  label={`${s.products.fields.units}: ${nameOf(variant)}`}
                  labelHidden
                  value={draft.form[variant.gid] ?? write.typed(variant.units)}
                  onChange={(text) => draft.set(variant.gid, text)}
                  autoComplete="off"
                  inputMode="decimal"
                  {...(units.some((one) => one.variant === variant.gid && isWrong(one.units)) && {
                    error: s.products.errors.units,
                  })}
                />
              )}
            </li>
          ))}
        </ul>
        <InlineStack gap="200">
          {chosen.length > 0 && chosen.length < variants.length && (
            <Button
              loading={busy}
              onClick={async () => {
                if (await change({ action: 'split', needId: page.id, variants: chosen }))
                  setPicked(new Set());
              }}
            >
              {words.split}
            </Button>
          )}
          {units.length > 0 && (
            <Button
              variant="primary"
              loading={busy}
              disabled={units.some((one) => isWrong(one.units))}
              onClick={async () => {
                const done = await change({ action: 'units', units }, () => draft.takeBack(draft));
                if (done) draft.settle(draft);
              }}
            >
              {words.saveUnits}
            </Button>
          )}
        </InlineStack>
        <Box maxWidth="26rem">
          <ProductPicker id="product-pool" label={words.add} shown="" not={page.id} onPick={setJoining} />
        </Box>
        {joining && (
          <PoolModal
            products={[pooledOf(page), joining]}
            onClose={() => setJoining(null)}
            onConfirm={(into) => {
              void change({ action: 'merge', into, from: [page.id, joining.id].filter((id) => id !== into) });
              setJoining(null);
            }}
          />
        )}
      </BlockStack>
    </Card>
  );
}

const MOST_TITLES = 12;

function pooledOf({ id, title, variants }: ProductPage): FoundProduct {
  const titles = [...new Set(variants.map(({ product }) => product))];
  return { id, title, products: titles.length, productTitles: titles.slice(0, MOST_TITLES) };
}

function nameOf({ product, title }: VariantView): string {
  return title ? `${product} – ${title}` : product;
}

function VariantFacts({ variant }: { variant: VariantView }) {
  const { s, write } = usePanel();
  const words = s.products.one.pool;
  const source = words.sources[variant.unitsSource] ?? '';
  return (
    <InlineStack gap="200" blockAlign="center">
      {variant.soldOutSince && (
        <Badge tone="warning">{words.soldOut(write.dayOf(variant.soldOutSince))}</Badge>
      )}
      {!variant.available && !variant.soldOutSince && <Badge>{words.notForSale}</Badge>}
      {source && (
        <Text as="span" tone="subdued" variant="bodySm">
          {source}
        </Text>
      )}
    </InlineStack>
  );
}
