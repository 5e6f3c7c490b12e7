import { continueBackfill } from '~/intake/shops/continue-backfill.server';

/** A process that loads one bulk result to its end, for the test that kills it. Arguments: shop, backfill. */
const [shopId = '0', backfillId = '0'] = process.argv.slice(2);
await continueBackfill(BigInt(shopId), BigInt(backfillId));
process.exit(0);
