import { SaveBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Card, Checkbox, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { needUsages } from '~/base/vocabulary/orders';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { readDays, readMonths, readUrl } from '~/components/products/product-fields';
import { ProductPicker } from '~/components/products/product-picker';
import { useProductChange } from '~/components/products/use-product-change';
import type { ProductPage } from '~/office/pages/products/product.server';

type Field = 'days' | 'warranty' | 'guide';
const fields: readonly Field[] = ['days', 'warranty', 'guide'];

/** What a person knows better about one product; their text survives a session that ends. */
export function ProductWordsCard({ page }: { page: ProductPage }) {
  const { s, write } = usePanel();
  const words = s.products;
  const stored = {
    days: page.daysPerUnit === null ? '' : write.typed(page.daysPerUnit),
    usage: page.saidBy === 'merchant' ? page.said : 'unknown',
    warranty: page.warrantyMonths === null ? '' : String(page.warrantyMonths),
    guide: page.guideUrl ?? '',
    needsSetUp: page.needsSetUp,
    substituteId: page.substitute?.id ?? '',
    substituteTitle: page.substitute?.title ?? '',
  };
  const draft = useDraft(`product:${page.id}`, { stored });
  const [refused, setRefused] = useState<readonly Field[]>([]);
  const { change, busy } = useProductChange();
  const { form } = draft;
  const save = async () => {
    const read = {
      days: readDays(form.days),
      warranty: readMonths(form.warranty),
      guide: readUrl(form.guide),
    };
    const wrong = fields.filter((field) => form[field] !== stored[field] && read[field] === undefined);
    setRefused(wrong);
    if (wrong[0]) {
      document.getElementById(`product-${wrong[0]}`)?.focus();
      return;
    }
    const usage = needUsages.find((known) => known === form.usage);
    const done = await change({
      action: 'edit',
      needIds: [page.id],
      set: {
        ...(form.days !== stored.days && { daysPerUnit: read.days ?? null }),
        ...(form.warranty !== stored.warranty && { warrantyMonths: read.warranty ?? null }),
        ...(form.guide !== stored.guide && { guideUrl: read.guide ?? null }),
        ...(form.usage !== stored.usage && usage && { usage }),
        ...(form.needsSetUp !== stored.needsSetUp && { needsSetUp: form.needsSetUp }),
        ...(form.substituteId !== stored.substituteId && { substituteNeedId: form.substituteId || null }),
      },
    });
    if (done) draft.settle();
  };
  const field = (name: Field) => ({
    id: `product-${name}`,
    value: form[name],
    onChange: (value: string) => draft.set(name, value),
    autoComplete: 'off',
    ...(refused.includes(name) && { error: words.errors[name] }),
  });
  return (
    <Card>
      <SaveBar id="product-bar" open={draft.dirty}>
        <button type="button" variant="primary" onClick={save} {...(busy && { loading: '' })}>
          {s.common.save}
        </button>
        <button
          type="button"
          onClick={() => {
            setRefused([]);
            draft.discard();
          }}
        >
          {s.common.discard}
        </button>
      </SaveBar>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {words.one.words}
        </Text>
        <Text as="p" tone="subdued">
          {words.one.wordsAbout}
        </Text>
        {draft.restored && <Banner tone="info" title={s.settings.kept} />}
        <FormLayout>
          <TextField
            {...field('days')}
            label={words.fields.days}
            helpText={words.fields.daysHelp(unitName(page))}
            inputMode="decimal"
          />
          <Select
            label={words.fields.usage}
            options={needUsages.map((value) => ({ value, label: words.fields.usages[value] }))}
            value={form.usage}
            onChange={(value) => draft.set('usage', value as typeof form.usage)}
          />
          <TextField
            {...field('warranty')}
            label={words.fields.warranty}
            helpText={words.fields.warrantyHelp}
            inputMode="numeric"
          />
          <TextField {...field('guide')} label={words.fields.guide} helpText={words.fields.guideHelp} />
          <Checkbox
            label={words.fields.needsSetUp}
            checked={form.needsSetUp}
            onChange={(on) => draft.set('needsSetUp', on)}
          />
          <ProductPicker
            id="product-substitute"
            label={words.fields.substitute}
            shown={form.substituteTitle}
            not={page.id}
            onPick={(product) => {
              draft.set('substituteId', product?.id ?? '');
              draft.set('substituteTitle', product?.title ?? '');
            }}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

/** What "one" is where sizes differ: the size that counts as one unit. */
function unitName({ variants }: ProductPage): string {
  if (variants.every(({ units }) => units === 1)) return '';
  const one = variants.find(({ units }) => units === 1);
  return one ? [one.product, one.title].filter(Boolean).join(', ') : '';
}
