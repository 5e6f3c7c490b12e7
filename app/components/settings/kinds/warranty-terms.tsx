import { BlockStack, TextField } from '@shopify/polaris';
import { warrantyMonths, warrantyPrice } from '~/base/vocabulary/setting-bounds';
import { usePanel } from '~/components/frame/panel-context';
import { Concerned } from '~/components/settings/concerned';
import { type SectionProps, useField } from '~/components/settings/settings-sections';

/** From which price a warranty is worth a mail, and how long one lasts where the product does not say. */
export function WarrantyTerms(props: SectionProps) {
  const { s, currency, write } = usePanel();
  const { from, to, usual } = warrantyPrice;
  const field = useField(props);
  const words = s.reach.warranty;
  const price = props.draft.form['warranty.minimumPrice'];
  const months = props.draft.form['warranty.defaultMonths'];
  const isPrice = /^(\d+([.,]\d+)?)?$/.test(price);
  return (
    <BlockStack gap="200">
      <div className="carafe-two">
        <TextField
          {...field('warranty.minimumPrice')}
          label={words.price}
          helpText={words.priceHelp(write.number(from), write.number(to), write.number(usual))}
          placeholder={String(usual)}
          inputMode="decimal"
          suffix={currency}
        />
        <TextField
          {...field('warranty.defaultMonths')}
          {...(props.errors['warranty.defaultMonths'] === 'range' && {
            error: s.settings.between(write.number(warrantyMonths.from), write.number(warrantyMonths.to)),
          })}
          label={words.months}
          helpText={words.monthsHelp(warrantyMonths.from, warrantyMonths.to)}
          type="number"
          min={warrantyMonths.from}
          max={warrantyMonths.to}
        />
      </div>
      <Concerned
        ask={isPrice ? { what: 'warranty', price, months } : null}
        say={({ count, of }) => words.effect(count, of)}
      />
    </BlockStack>
  );
}
