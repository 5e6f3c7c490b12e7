import { createHmac } from 'node:crypto';
import { now } from '~/base/lib/clock.server';
import { keyFor, seal, unsealText } from '~/base/lib/sealed.server';
import {
  type InboundSettings,
  inboundSettingsSchema,
  type SmtpSettings,
  smtpSettingsSchema,
} from '~/base/settings/shop-settings';
import type { ShopSql } from '~/db.server';

/** The merchant's own mail server, or null when the installation's default relay serves. */
export async function loadSmtp(sql: ShopSql): Promise<SmtpSettings | null> {
  const text = await open(sql, 'smtp_sealed');
  return text === null ? null : smtpSettingsSchema.parse(JSON.parse(text));
}

export async function saveSmtp(sql: ShopSql, settings: SmtpSettings | null): Promise<void> {
  const given = settings && smtpSettingsSchema.parse(settings);
  const stored = await loadSmtp(sql);
  if (JSON.stringify(given) === JSON.stringify(stored)) return;
  await store(sql, 'smtp_sealed', given);
  await sql.run('UPDATE shop SET mail_server_since = $2 WHERE id = $1', now());
}

/** This server passed a test, before or after it is stored; or somebody takes it without one. */
export async function proveSmtp(sql: ShopSql, settings: SmtpSettings): Promise<void> {
  await sql.run('UPDATE shop SET smtp_proof = $2 WHERE id = $1', proofOf(sql, settings));
}

/** Is the stored server the one that was proved, and since when is it as it is? Null: never changed since that is noted. */
export async function loadSmtpProof(
  sql: ShopSql,
  settings: SmtpSettings,
): Promise<{ isProved: boolean; changedAt: Date | null }> {
  const [row] = await sql.rows<{ proof: Buffer | null; changedAt: Date | null }>(
    'SELECT smtp_proof AS proof, mail_server_since AS "changedAt" FROM shop WHERE id = $1',
  );
  const isProved = row?.proof ? proofOf(sql, settings).equals(row.proof) : false;
  return { isProved, changedAt: row?.changedAt ?? null };
}

function proofOf({ shopId }: ShopSql, { host, port, security, user, password }: SmtpSettings): Buffer {
  return createHmac('sha256', keyFor('smtp-proof'))
    .update(JSON.stringify([String(shopId), host, port, security, user, password]))
    .digest();
}

/** The mailbox that takes bounces and replies, or null when none was set. */
export async function loadInbound(sql: ShopSql): Promise<InboundSettings | null> {
  const text = await open(sql, 'inbound_sealed');
  return text === null ? null : inboundSettingsSchema.parse(JSON.parse(text));
}

export async function saveInbound(sql: ShopSql, settings: InboundSettings | null): Promise<void> {
  await store(sql, 'inbound_sealed', settings && inboundSettingsSchema.parse(settings));
}

type Column = 'smtp_sealed' | 'inbound_sealed';

const contextOf = (sql: ShopSql, column: Column) => ({ shopId: sql.shopId, column: `shop.${column}` });

async function open(sql: ShopSql, column: Column): Promise<string | null> {
  const [row] = await sql.rows<{ sealed: Buffer | null }>(
    `SELECT ${column} AS sealed FROM shop WHERE id = $1`,
  );
  return unsealText(row?.sealed, contextOf(sql, column));
}

async function store(sql: ShopSql, column: Column, settings: object | null): Promise<void> {
  const sealed = settings && seal(JSON.stringify(settings), contextOf(sql, column));
  await sql.run(`UPDATE shop SET ${column} = $2 WHERE id = $1`, sealed);
}
