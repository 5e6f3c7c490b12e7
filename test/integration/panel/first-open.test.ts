import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PanelWorld, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
});
afterAll(() => world.stop());

const sql = async (text: string, ...values: unknown[]) => {
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(world.shopId, (inShop) => inShop.run(text, ...values));
};
/** Where the home page leads, or null: it is shown. */
async function openHome(): Promise<string | null> {
  const { loader } = await import('~/routes/app._index');
  try {
    await loader({
      request: world.request('/app?shop=x.myshopify.com&host=aG9zdA&embedded=1'),
      params: {},
      context: {},
    });
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Response) || thrown.status !== 302) throw thrown;
    return thrown.headers.get('Location');
  }
}
const untouched = async () => {
  await sql('DELETE FROM set_up WHERE shop_id = $1');
  await sql('DELETE FROM shop_kind WHERE shop_id = $1');
  await sql(`UPDATE shop SET settings = '{}' WHERE id = $1`);
};

test('the first time that the app of an untouched shop is opened leads to the welcome, and no later time does', async () => {
  await untouched();
  const led = await openHome();
  expect(led).toContain('/app/welcome?');
  // What the admin wrote into the address goes along, or the page could not tell for which shop it is.
  expect(led).toContain('host=aG9zdA');
  expect(await openHome()).toBeNull();
});

test('of two tabs at once one is led', async () => {
  await untouched();
  const led = await Promise.all([openHome(), openHome(), openHome()]);
  expect(led.filter((path) => path !== null)).toHaveLength(1);
});

test('a shop in which somebody began is not led, whichever way they began', async () => {
  await untouched();
  await sql(`INSERT INTO shop_kind (shop_id, kind, mode) VALUES ($1, 'thank-you', 'review')`);
  expect(await openHome()).toBeNull();
  await untouched();
  await sql(
    `UPDATE shop SET settings = '{"sender": {"name": "Ada", "email": "ada@x.example", "replyTo": "", "postalAddress": "", "signature": "", "domainVerified": false}}' WHERE id = $1`,
  );
  expect(await openHome()).toBeNull();
});
