import { expect, it } from 'vitest';
import { withProducts } from '~/intake/products/product-edit';
import { growth } from '../../support/growth';

const need = (needId: string) => ({
  needId,
  usage: 'unknown' as const,
  usageSource: 'default',
  daysPerUnit: null,
  daysPerUnitSource: null,
  substituteNeedId: null,
});
const product = (needId: string, gid: string) => ({
  needId,
  gid,
  warrantyMonths: null,
  warrantySource: null,
  guideUrl: null,
  needsSetUp: false,
});

it('each need has the products that serve it, and none is walked through again for another', () => {
  const found = withProducts(
    [need('1'), need('2')],
    [product('2', 'a'), product('1', 'b'), product('2', 'c')],
  );
  expect([...found].map(([id, { products }]) => [id, products.map(({ gid }) => gid)])).toEqual([
    ['1', ['b']],
    ['2', ['a', 'c']],
  ]);
  const many = (size: number) => {
    const ids = Array.from({ length: size }, (_, at) => String(at));
    return withProducts(
      ids.map(need),
      ids.map((id) => product(id, id)),
    );
  };
  expect(growth(many, 5_000)).toBeLessThan(8);
});
