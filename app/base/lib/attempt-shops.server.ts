import { attemptEach } from '~/base/lib/attempt-each';
import { log } from '~/base/lib/logger.server';

/**
 * The same for one shop after the other. What fails for a shop is logged with its id and stands in no other's way.
 *
 * @throws at the end, when something failed; the first failure is the cause
 */
export async function attemptShops<S extends { readonly id: bigint }>(
  shops: readonly S[],
  work: (shop: S) => Promise<unknown>,
): Promise<void> {
  await attemptEach(
    shops.map((shop) => async () => {
      try {
        await work(shop);
      } catch (error) {
        log.error('A look at a shop failed; the others have theirs.', { shopId: shop.id, error });
        throw error;
      }
    }),
  );
}
