import { type ShopId, sqlInShop } from '~/db.server';

/**
 * All rows that intake projects, in one comparable form: our own ids become Shopify's, seals (which differ each time)
 * become whether there is one, and what is not a function of the webhooks is left out.
 */
const leftOut = new Set([
  'id',
  'shop_id',
  'created_at',
  'recorded_at',
  'replan_due_at',
  'plan_version',
  'planned_at',
  'next_look_at',
  'arrived_by',
  'valid_from',
]);
/** Worked out when somebody is planned for; of who became another customer, nobody asks again. */
const ofLiving = new Set(['status', 'status_facts']);
const tables = [
  'customer',
  'customer_email',
  'consent',
  'product',
  'variant',
  'need',
  'need_variant',
  'orders',
  'order_line',
  'fulfillment',
  'fulfillment_event',
  'refund',
  'order_return',
];

export async function projectedRows(shopId: ShopId): Promise<Record<string, string[]>> {
  return sqlInShop(shopId, async (sql) => {
    const names = new Map<string, string>();
    const name = (kind: string, id: unknown) =>
      id === null ? null : (names.get(`${kind} ${String(id)}`) ?? `unknown ${kind}`);
    for (const { id, gid, email } of await sql.rows<{ id: bigint; gid: string | null; email: Buffer | null }>(
      'SELECT id, shopify_customer_id AS gid, email_hash AS email FROM customer WHERE shop_id = $1',
    ))
      names.set(`customer ${id}`, gid ?? `guest ${email?.toString('hex')}`);
    for (const { id, gid } of await sql.rows<{ id: bigint; gid: string }>(
      'SELECT id, shopify_product_id AS gid FROM need WHERE shop_id = $1',
    ))
      names.set(`need ${id}`, gid);
    const result: Record<string, string[]> = {};
    for (const table of tables) {
      const rows = await sql.rows<Record<string, unknown>>(`SELECT * FROM ${table} WHERE shop_id = $1`);
      result[table] = rows
        .map((row) =>
          JSON.stringify(
            Object.fromEntries(
              Object.entries(row)
                .filter(([column]) => !leftOut.has(column) && !(row.merged_into_id && ofLiving.has(column)))
                .map(([column, value]) => [column, shown(column, value)]),
            ),
          ),
        )
        .sort();
    }
    return result;

    function shown(column: string, value: unknown): unknown {
      if (column === 'customer_id' || column === 'merged_into_id') return name('customer', value);
      if (column === 'need_id') return name('need', value);
      if (column.endsWith('_sealed')) return value !== null;
      if (column === 'versions') return Object.fromEntries(Object.entries(value as object).sort());
      if (Buffer.isBuffer(value)) return value.toString('hex');
      return typeof value === 'bigint' ? String(value) : value;
    }
  });
}
