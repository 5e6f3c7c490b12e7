import { closeDatabase } from '~/db.server';
import { env } from '~/env.server';
import {
  rebuildShop,
  type ShopToRebuild,
  shopsToRebuild,
} from '~/insight/learning/pools/rebuild-shop.server';

/**
 * `npm run rebuild`, or `npm run rebuild -- some-shop.myshopify.com`: makes the model's state anew from the purchases, for
 * all shops or one, beside running workers. Run it again when it broke off: it goes on with the shops that are missing.
 */
async function rebuild(domain: string | null): Promise<void> {
  if (!env().DATABASE_URL) throw new Error('Set DATABASE_URL: the database whose model is to be rebuilt.');
  const shops = await shopsToRebuild(domain);
  if (domain && shops.length === 0) throw new Error(`No installed shop ${domain}.`);
  for (const shop of shops) await rebuildOne(shop);
  await closeDatabase();
}

async function rebuildOne({ id, domain, customers }: ShopToRebuild): Promise<void> {
  const startedAt = performance.now();
  let told = 0;
  const { purchases, needs, toReplan } = await rebuildShop(id, (read) => {
    const percent = Math.floor((100 * read) / Math.max(1, customers));
    if (percent < told + 10) return;
    told = percent;
    process.stdout.write(`${domain}: ${read} of ${customers} customers read\n`);
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    `${domain}: ${purchases} purchases of ${needs} needs in ${seconds} s; ${toReplan} customers are planned anew by the workers\n`,
  );
}

rebuild(process.argv[3] ?? null).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
