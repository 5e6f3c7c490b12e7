import type { ShopSql } from '~/db.server';

export interface DataRequestView {
  readonly id: string;
  readonly requestedAt: Date;
}

const SHOWN = 10;

/** Customers' requests for their data whose answer is ready and was not fetched yet, the oldest first. */
export function loadDataRequests(sql: ShopSql): Promise<DataRequestView[]> {
  return sql.rows<DataRequestView>(
    `SELECT id::text, requested_at AS "requestedAt" FROM privacy_request
     WHERE shop_id = $1 AND kind = 'customers/data_request' AND completed_at IS NOT NULL AND result_sealed IS NOT NULL
     ORDER BY requested_at, id LIMIT ${SHOWN}`,
  );
}
