import { expect, it } from 'vitest';
import { z } from 'zod';
import { BodyTooLarge } from '~/base/lib/node-adapter.server';
import { shortList } from '~/base/lib/short-list';
import { TABLE_SIGNS } from '~/base/vocabulary/product-bounds';
import { bodyLimitBytes } from '~/office/pages/request/body-limit';
import { parseCursor, parseNumberCursor } from '~/office/pages/request/cursor';
import { readFields, readJson } from '~/office/pages/request/read-request.server';

it('a list that is too long is refused before anything in it is looked at', () => {
  let looks = 0;
  const given = (length: number) =>
    new Proxy(Array(length).fill('a'), {
      get(list, key) {
        if (/^\d+$/.test(String(key))) looks += 1;
        return Reflect.get(list, key);
      },
    });
  const list = shortList(z.string(), 3, 1);
  expect(list.safeParse(given(4)).success).toBe(false);
  expect(looks).toBe(0);
  expect(list.safeParse(given(3)).data).toEqual(['a', 'a', 'a']);
  for (const wrong of [[], [1], 'abc', null, { length: 2 }])
    expect(list.safeParse(wrong).success).toBe(false);
});

it('megabytes are taken where a table, an export or a template is sent, and nowhere else', () => {
  for (const path of ['/app/order-import', '/app/template']) expect(bodyLimitBytes(path)).toBe(2_000_000);
  for (const path of ['/app/welcome', '/app/decisions.data', '/app/kinds', '/app/templates'])
    expect(bodyLimitBytes(path)).toBeLessThan(500_000);
  expect(bodyLimitBytes('/p/answer/x')).toBeLessThan(20_000);
});

it('a table of as many signs as are taken comes through the door whatever its signs are, and one more to be told so', () => {
  for (const sign of ['a', 'ü', '\n', '"', '€', '\u0001', '\ud83d'])
    for (const path of ['/app/products/import', '/app/products/import.data']) {
      const sent = JSON.stringify({ text: sign.repeat(TABLE_SIGNS + 1), apply: false });
      expect(Buffer.byteLength(sent)).toBeLessThan(bodyLimitBytes(path));
    }
});

it('a body that is larger than its address takes is refused as that, not as one that cannot be read', async () => {
  const tooLarge = () =>
    new Request('https://carafe.example/app/settings', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new ReadableStream({ start: (controller) => controller.error(new BodyTooLarge()) }),
      ...{ duplex: 'half' },
    });
  await expect(readJson(tooLarge())).rejects.toMatchObject({ status: 413 });
  await expect(readFields(tooLarge())).rejects.toMatchObject({ status: 413 });
});

it('a cursor of a time that no row has is none', () => {
  expect(parseCursor('1000-7')).toEqual({ at: new Date(1000), id: 7n });
  expect(parseCursor('-1000-7')).toEqual({ at: new Date(-1000), id: 7n });
  for (const text of ['-999999999999999-1', '999999999999999-1', 'x', null])
    expect(parseCursor(text)).toBeNull();
  expect(parseNumberCursor('-999999999999999-1')).toEqual({ value: -999_999_999_999_999n, id: 1n });
});
