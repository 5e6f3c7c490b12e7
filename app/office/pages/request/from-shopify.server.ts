import { log } from '~/base/lib/logger.server';
import { AdminApiError } from '~/intake/shopify/admin-api-error';

/** The status of a page that needs Shopify's answer where Shopify gives none: the fault is neither ours nor the asker's. */
const NO_ANSWER = 502;

/** What a page asks Shopify while it is made. Throws a Response where Shopify refuses the app's token, or is away. */
export async function fromShopify<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    log.warn('A page got no answer from Shopify', { code: error.code });
    throw new Response(null, { status: NO_ANSWER });
  }
}
