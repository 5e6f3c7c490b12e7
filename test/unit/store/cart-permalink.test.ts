import { beforeEach, describe, expect, it } from 'vitest';
import { percentOf, readCartPermalink } from '../../store/storefront/cart-permalink';
import { createProduct } from '../../store/world/actions/create-product';
import { createClock } from '../../store/world/clock';
import { demoShop } from '../../store/world/demo-shop';
import { createWorld, type World } from '../../store/world/world';

describe('a cart permalink', () => {
  let world: World;
  let tea: number;
  let soldOut: number;
  const read = (path: string) => readCartPermalink(new URL(path, 'http://shop.example'), world);

  beforeEach(() => {
    world = createWorld({ shop: demoShop('a-shop.myshopify.com'), clock: createClock({}) });
    const make = (sku: string, inventoryQuantity: number) =>
      createProduct(world, { title: sku, productType: 'Tea', sku, price: 450, inventoryQuantity })
        .variantIds[0] ?? 0;
    tea = make('TEA', 10);
    soldOut = make('GONE', 0);
  });

  it('names variants and quantities, attributes, discount and ref', () => {
    const cart = read(`/cart/${tea}:3?discount=THANKS10&attributes[carafe]=tok&attributes[a%20b]=c&ref=mail`);
    expect(cart?.lines.map((line) => [line.variant.id, line.quantity])).toEqual([[tea, 3]]);
    expect(cart?.attributes).toEqual([
      { name: 'carafe', value: 'tok' },
      { name: 'a b', value: 'c' },
    ]);
    expect(cart).toMatchObject({ discountCode: 'THANKS10', ref: 'mail' });
  });

  it('leaves out what is sold out or gone and says so', () => {
    const cart = read(`/cart/${tea}:1,${soldOut}:1,999:1`);
    expect(cart?.lines).toHaveLength(1);
    expect(cart?.missing.map((one) => one.why)).toEqual(['sold out', 'gone']);
  });

  it('is refused when it is not one', () => {
    expect(read('/cart/abc')).toBeNull();
    expect(read('/cart/1:')).toBeNull();
  });

  it('takes the number at the end of a code as percent off', () => {
    expect([percentOf('THANKS10'), percentOf('NOPE'), percentOf('HALF99'), percentOf(null)]).toEqual([
      10, 0, 0, 0,
    ]);
  });
});
