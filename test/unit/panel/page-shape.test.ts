import { expect, test } from 'vitest';
import { pageShape } from '~/components/frame/page-shape';

test('a page that is on its way is as wide as it will be, in as many columns, and leads back where it will', () => {
  const shapes = [
    '/app',
    '/app/customers',
    '/app/customers/7',
    '/app/products/7',
    '/app/products/import',
    '/app/queue',
    '/app/reports/',
    '/app/dry-run/running-low',
    '/app/templates/running-low/de',
  ].map((path) => Object.values(pageShape(path)));
  expect(shapes).toEqual([
    ['usual', true, false],
    ['full', false, false],
    ['usual', true, true],
    ['usual', true, true],
    ['narrow', false, true],
    ['usual', false, false],
    ['usual', true, false],
    ['narrow', false, true],
    ['usual', false, true],
  ]);
});
