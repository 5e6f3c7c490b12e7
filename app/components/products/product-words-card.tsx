import { SaveBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Card, Checkbox, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { needUsages } from '~/base/vocabulary/orders';
import { usePanel } from '~/components/frame/panel-context';
import { ProductPicker } from '~/components/products/product-picker';
import { idOf, useProductWords } from '~/components/products/use-product-words';
import type { ProductPage } from '~/office/pages/products/product.server';

/** What a person knows better about one product; their text survives a session that ends. */
export function ProductWordsCard({ page }: { page: ProductPage }) {
  const { s } = usePanel();
  const words = s.products;
  const { draft, errors, busy, save, discard } = useProductWords(page);
  const { form, openedWith } = draft;
  /** What is wrong with a field; `theirs`: what somebody else has stored in it, where that is the reason. */
  const errorOf = (name: keyof typeof errors, theirs: string, wrong = '') => {
    const code = errors[name];
    return code && { error: code === 'changed' ? s.settings.changedTo(theirs) : wrong };
  };
  const field = (name: 'days' | 'warranty' | 'guide') => ({
    id: idOf(name),
    value: form[name],
    onChange: (value: string) => draft.set(name, value),
    autoComplete: 'off',
    ...errorOf(name, openedWith[name], words.errors[name]),
  });
  return (
    <Card>
      <SaveBar id="product-bar" open={draft.dirty}>
        <button type="button" variant="primary" onClick={save} {...(busy && { loading: '' })}>
          {s.common.save}
        </button>
        <button type="button" onClick={discard}>
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
        {Object.values(errors).includes('changed') && (
          <Banner tone="critical" title={words.errors.changedMeanwhile} />
        )}
        <FormLayout>
          <TextField
            {...field('days')}
            label={words.fields.days}
            helpText={words.fields.daysHelp(unitName(page))}
            inputMode="decimal"
          />
          <Select
            id={idOf('usage')}
            label={words.fields.usage}
            options={needUsages.map((value) => ({ value, label: words.fields.usages[value] }))}
            value={form.usage}
            onChange={(value) => draft.set('usage', value as typeof form.usage)}
            {...errorOf('usage', words.fields.usages[openedWith.usage])}
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
            id={idOf('substituteId')}
            label={words.fields.substitute}
            shown={form.substituteTitle}
            not={page.id}
            {...errorOf('substituteId', openedWith.substituteTitle)}
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
