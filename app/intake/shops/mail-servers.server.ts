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

/** So many servers are remembered, the newest first: the stored one stays proved while another is tried. */
const PROOFS_KEPT = 5;
const PROOF_BYTES = 32;

/** This server passed a test, before or after it is stored; or somebody takes it without one. */
export async function proveSmtp(sql: ShopSql, settings: SmtpSettings): Promise<void> {
  const proof = proofOf(sql, settings);
  const others = (await loadProofs(sql)).proofs.filter((one) => !one.equals(proof));
  const kept = Buffer.concat([proof, ...others.slice(0, PROOFS_KEPT - 1)]);
  await sql.run('UPDATE shop SET smtp_proof = $2 WHERE id = $1', kept);
}

/** Is the stored server one that was proved, and since when is it as it is? Null: never changed since that is noted. */
export async function loadSmtpProof(
  sql: ShopSql,
  settings: SmtpSettings,
): Promise<{ isProved: boolean; changedAt: Date | null }> {
  const { proofs, changedAt } = await loadProofs(sql);
  const proof = proofOf(sql, settings);
  return { isProved: proofs.some((one) => one.equals(proof)), changedAt };
}

async function loadProofs(sql: ShopSql): Promise<{ proofs: Buffer[]; changedAt: Date | null }> {
  const [row] = await sql.rows<{ proofs: Buffer | null; changedAt: Date | null }>(
    'SELECT smtp_proof AS proofs, mail_server_since AS "changedAt" FROM shop WHERE id = $1',
  );
  const bytes = row?.proofs ? Buffer.from(row.proofs) : Buffer.alloc(0);
  const starts = Array.from({ length: Math.floor(bytes.length / PROOF_BYTES) }, (_, at) => at * PROOF_BYTES);
  return {
    proofs: starts.map((start) => bytes.subarray(start, start + PROOF_BYTES)),
    changedAt: row?.changedAt ?? null,
  };
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
