import { Link as RouteLink } from '@remix-run/react';
import { BlockStack, InlineStack, Text, Thumbnail } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import { memo } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { PhoneWhy } from '~/components/parts/phone-why';
import { QuickCheckbox } from '~/components/parts/quick-checkbox';
import { Why } from '~/components/parts/why';
import { ProductBulk } from '~/components/products/product-bulk';
import { UsageBadge } from '~/components/products/usage-badge';
import { usePicked } from '~/components/queue/use-picked';
import type { ProductRow, ProductsPage } from '~/office/pages/products/products.server';

/** The products of a page, to be opened one by one or changed many at once. */
export function ProductList({ page }: { page: ProductsPage }) {
  const { s, isFull } = usePanel();
  const { columns, why } = s.products;
  const explained = [
    { name: columns.usage, value: why.usage },
    { name: columns.lasts, value: s.whys.products.lasts },
    { name: columns.learnt, value: why.learnt },
    { name: columns.buyers, value: s.whys.products.buyers },
  ];
  const whyOf = (title: string) => {
    const answer = explained.find(({ name }) => name === title);
    return answer && <Why about={title} sentence={answer.value} />;
  };
  const { rows, query } = page;
  const { picked, pick, pickAll } = usePicked(
    [query.view, query.search, query.after, query.before].join(' '),
  );
  const chosen = rows.filter(({ id }) => picked.has(id));
  const onlySeen = isFull ? {} : { 'data-only-seen': '' };
  return (
    <>
      {isFull && (
        <div className="carafe-bulk" {...(chosen.length > 0 && { 'data-picked': '' })}>
          <InlineStack gap="300" blockAlign="center">
            <QuickCheckbox
              label={chosen.length > 0 ? s.products.selected(chosen.length) : s.products.selectAll}
              checked={chosen.length === 0 ? false : chosen.length === rows.length ? true : 'indeterminate'}
              onChange={(on) => pickAll(on ? rows.map(({ id }) => id) : [])}
            />
            {chosen.length > 0 && <ProductBulk chosen={chosen} />}
          </InlineStack>
        </div>
      )}
      <div className="carafe-products-head carafe-only-desk" {...onlySeen}>
        {[
          ...(isFull ? [''] : []),
          columns.product,
          columns.usage,
          columns.lasts,
          columns.learnt,
          columns.warranty,
          columns.buyers,
        ].map((title) => (
          <span key={title} className="carafe-head">
            <span aria-hidden="true" className="carafe-subdued carafe-small">
              {title}
            </span>
            {whyOf(title)}
          </span>
        ))}
      </div>
      <PhoneWhy columns={explained} />
      <ul className="carafe-rows" {...onlySeen}>
        {rows.map((row) => (
          <ProductLine key={row.id} row={row} picked={picked.has(row.id)} onPick={pick} />
        ))}
      </ul>
    </>
  );
}

const NOTHING = '–';

interface ProductLineProps {
  readonly row: ProductRow;
  readonly picked: boolean;
  readonly onPick: (id: string, on: boolean) => void;
}

const ProductLine = memo(function ProductLine({ row, picked, onPick }: ProductLineProps) {
  const { s, write, isFull } = usePanel();
  const { columns } = s.products;
  const { learnt } = row;
  return (
    <li className="carafe-product">
      {isFull && (
        <QuickCheckbox
          label={s.products.select(row.title)}
          labelHidden
          checked={picked}
          onChange={(on) => onPick(row.id, on)}
        />
      )}
      <RouteLink className="carafe-rowlink carafe-product-title" to={`/app/products/${row.id}`}>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Thumbnail source={row.imageUrl ?? ImageIcon} alt="" size="small" />
          <BlockStack>
            <Text as="span" fontWeight="semibold" breakWord>
              {row.title}
            </Text>
            {row.products > 1 && (
              <Text as="span" tone="subdued" variant="bodySm">
                {s.products.pool(row.products)}
              </Text>
            )}
          </BlockStack>
        </InlineStack>
      </RouteLink>
      <span>
        <BlockStack gap="050" inlineAlign="start">
          <UsageBadge usage={row.usage} />
          <Text as="span" tone="subdued" variant="bodySm">
            {s.products.by[row.usage.because]}
          </Text>
        </BlockStack>
      </span>
      <Fact name={columns.lasts} told={row.daysPerUnit !== null}>
        {row.daysPerUnit === null ? NOTHING : s.products.lasts(write.number(row.daysPerUnit))}
      </Fact>
      <Fact name={columns.learnt} told={learnt !== null}>
        {learnt
          ? s.products.learnt(
              write.number(Math.round(learnt.p25Days)),
              write.number(Math.round(learnt.p75Days)),
            )
          : NOTHING}
      </Fact>
      <Fact name={columns.warranty} told={Boolean(row.warrantyMonths)}>
        {row.warrantyMonths ? s.products.months(row.warrantyMonths) : NOTHING}
      </Fact>
      <Fact name={columns.buyers} told>
        {write.number(row.buyers)}
      </Fact>
    </li>
  );
});

/** On a phone the column's name stands before its value, and what is not there is not said. */
function Fact({ name, told, children }: { name: string; told: boolean; children: string }) {
  return (
    <span className="carafe-product-fact" {...(!told && { 'data-untold': '' })}>
      <span className="carafe-product-name">{name}</span>
      <span>{children}</span>
    </span>
  );
}
