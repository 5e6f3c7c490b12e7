import { log } from '~/base/lib/logger.server';
import { keepRetention } from '~/office/privacy/keep-retention.server';

/** Partitions ahead, retention behind. */
export async function housekeeping(): Promise<void> {
  const { rows, partitions } = await keepRetention();
  if (rows + partitions > 0) log.info('Rows past their retention were dropped.', { count: rows });
}
