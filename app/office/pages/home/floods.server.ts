import { COUNT_CAP } from '~/base/vocabulary/count-caps';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';

/** What of a kind is held because it is far more than usual, until a person lets it go. */
export interface Flood {
  readonly kind: ActiveKind;
  /** Messages, up to a thousand. */
  readonly count: number;
  readonly capped: boolean;
  /** So many mails of the kind may leave in a day unasked. */
  readonly limit: number;
}

export async function loadFloods(sql: ShopSql): Promise<Flood[]> {
  const rows = await sql.rows<Omit<Flood, 'capped'>>(
    `SELECT known.kind, held.count, k.flood_limit AS limit
     FROM unnest($2::text[]) WITH ORDINALITY AS known(kind, place)
     JOIN shop_kind k ON k.shop_id = $1 AND k.kind = known.kind
     CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM (SELECT 1 FROM message m
       WHERE m.shop_id = $1 AND m.hold = 'held-flood' AND m.kind = known.kind ORDER BY m.due_at LIMIT ${COUNT_CAP}) few) held
     WHERE held.count > 0 ORDER BY known.place`,
    activeKinds,
  );
  return rows.map((row) => ({ ...row, capped: row.count >= COUNT_CAP }));
}
