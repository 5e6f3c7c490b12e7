import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { readCustomerNode } from '~/intake/customers/read-customer-node';
import { addOrderFacts, type GatheredFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { type OrderNodeContext, readLineNode, readOrderNode } from '~/intake/orders/read-order-node';
import { readProductNode } from '~/intake/products/read-product-node';
import { AdminApiError } from '~/intake/shopify/admin-api-error';
import { RESULT_DAMAGED } from '~/intake/shopify/bulk-operations';
import { jsonLines } from '~/intake/shopify/json-lines.server';
import { currencyCode, instantMs, type Json } from '~/intake/shopify/read';
import type { BackfillSubject } from '~/intake/shops/install-shop.server';
import { loadShop } from '~/intake/shops/load-shop.server';

/**
 * Projects the lines of a bulk result, a few thousand at a time, each batch in one transaction with the number of lines
 * that are done. A crash at any point continues behind the last committed line, and rows come out equal. A file that
 * ends too early or holds what Shopify does not write throws AdminApiError RESULT_CUT or RESULT_DAMAGED: what stands
 * before is kept, nothing behind is believed.
 */
const BATCH_LINES = 2_000;
/** Orders whose lines are still to come; those further above are looked up again. */
const MOST_PARENTS = 20_000;

interface Loading {
  readonly id: bigint;
  readonly subject: BackfillSubject;
  readonly url: string;
  readonly processedLines: bigint;
  readonly objectCount: bigint;
  readonly fileSize: bigint | null;
}

export async function loadLines(
  shopId: ShopId,
  { id, subject, processedLines, ...file }: Loading,
): Promise<void> {
  const { currency } = await sqlInShop(shopId, loadShop);
  const parents = new Map<string, OrderNodeContext>();
  let done = processedLines;
  let batch: Json[] = [];
  let lines = 0;
  const project = async (nodes: readonly Json[], count: number) => {
    await sqlInShop(shopId, async (sql) => {
      const facts = await factsOf(sql, { subject, nodes, currency, parents });
      await projectFacts(sql, facts, 'backfill');
      await passLines(sql, id, done, done + BigInt(count));
    });
    done += BigInt(count);
  };
  const remaining = jsonLines({
    url: file.url,
    skipLines: Number(processedLines),
    objectCount: Number(file.objectCount),
    fileSize: file.fileSize === null ? null : Number(file.fileSize),
  });
  for await (const line of remaining) {
    const node = objectOf(line);
    // A product and its variants are one fact: a batch ends before the next product begins.
    if (lines >= BATCH_LINES && (subject !== 'products' || node.__parentId === undefined)) {
      await project(batch, lines);
      batch = [];
      lines = 0;
    }
    batch.push(node);
    lines++;
  }
  if (lines > 0) await project(batch, lines);
}

function objectOf(line: string): Json {
  try {
    const node: unknown = JSON.parse(line);
    if (typeof node === 'object' && node !== null && !Array.isArray(node)) return node as Json;
  } catch {
    // No JSON, and so none of Shopify's lines.
  }
  throw new AdminApiError('permanent', RESULT_DAMAGED);
}

/** This load is no longer ours to go on with. */
export class BackfillTaken extends Error {
  override readonly name = 'BackfillTaken';
}

/** Commits progress with the rows. Another worker that went further makes this one stop, with nothing written. */
async function passLines(sql: ShopSql, backfillId: bigint, from: bigint, to: bigint): Promise<void> {
  const passed = await sql.run(
    `UPDATE backfill SET processed_lines = $4, error = NULL, heartbeat_at = now() WHERE shop_id = $1 AND id = $2 AND processed_lines = $3 AND state = 'loading'`,
    backfillId,
    from,
    to,
  );
  if (passed !== 1) throw new BackfillTaken('Another worker, or an uninstall, has taken this backfill');
}

interface Piece {
  readonly subject: BackfillSubject;
  readonly nodes: readonly Json[];
  readonly currency: string;
  readonly parents: Map<string, OrderNodeContext>;
}

async function factsOf(sql: ShopSql, piece: Piece): Promise<GatheredFacts> {
  const facts = noFacts();
  switch (piece.subject) {
    case 'customers':
      for (const node of piece.nodes) pushIf(facts.customers.snapshots, readCustomerNode(node));
      return facts;
    case 'products':
      for (const node of withVariants(piece.nodes))
        pushIf(facts.products.snapshots, readProductNode(node, piece.currency));
      return facts;
    case 'orders':
      await addOrders(sql, facts, piece);
      return facts;
  }
}

function pushIf<Fact>(list: Fact[], fact: Fact | null): void {
  if (fact !== null) list.push(fact);
}

function withVariants(nodes: readonly Json[]): Json[] {
  const products = new Map<unknown, Json & { variants: Json[] }>();
  for (const node of nodes) {
    if (node.__parentId === undefined) products.set(node.id, { ...node, variants: [] });
    else products.get(node.__parentId)?.variants.push(node);
  }
  return [...products.values()];
}

/** Orders and, anywhere below them, their lines, which need their order's currency and time. */
async function addOrders(
  sql: ShopSql,
  facts: GatheredFacts,
  { nodes, currency, parents }: Piece,
): Promise<void> {
  for (const node of nodes.filter((one) => one.__parentId === undefined)) {
    const order = readOrderNode(node, currency);
    if (!order) throw new AdminApiError('permanent', RESULT_DAMAGED);
    addOrderFacts(facts, order);
    if (parents.size >= MOST_PARENTS) parents.clear();
    const orderCurrency = currencyCode(node.currencyCode) ?? currency;
    const atMs = instantMs(node.updatedAt) ?? instantMs(node.createdAt) ?? 0;
    parents.set(order.order.gid, { orderGid: order.order.gid, currency: orderCurrency, atMs });
  }
  const lines = nodes.filter((one) => one.__parentId !== undefined);
  const unknown = lines.flatMap(({ __parentId: gid }) =>
    typeof gid === 'string' && !parents.has(gid) ? [gid] : [],
  );
  for (const parent of await storedParents(sql, unknown)) parents.set(parent.orderGid, parent);
  for (const line of lines) {
    const parent = parents.get(String(line.__parentId));
    if (!parent) continue;
    const read = readLineNode(line, parent);
    if (!read) throw new AdminApiError('permanent', RESULT_DAMAGED);
    facts.lines.push(read);
  }
}

/**
 * Orders that this worker has not seen itself, because another one loaded them before it died. Where a webhook has
 * brought a newer word since, the line that was read earlier must not outrank it.
 */
async function storedParents(sql: ShopSql, orderGids: readonly string[]): Promise<OrderNodeContext[]> {
  if (orderGids.length === 0) return [];
  const rows = await sql.rows<{
    orderGid: string;
    currency: string;
    updatedAt: Date | null;
    isOfGraphql: boolean;
  }>(
    `SELECT shopify_order_id AS "orderGid", currency, source_updated_at AS "updatedAt", get_byte(source_hash, 0) = 2 AS "isOfGraphql"
     FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[])`,
    orderGids,
  );
  return rows.map(({ orderGid, currency, updatedAt, isOfGraphql }) => ({
    orderGid,
    currency,
    atMs: Math.max(0, (updatedAt?.getTime() ?? 0) - (isOfGraphql ? 0 : 1)),
  }));
}
