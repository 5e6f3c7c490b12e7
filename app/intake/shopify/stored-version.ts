import type { Version } from '~/intake/shopify/version';

/** A version as a row keeps it: source_updated_at and source_hash. */
export interface StoredVersion {
  readonly sourceUpdatedAt: Date | null;
  readonly sourceHash: Buffer | null;
}

export function storedVersion(row: StoredVersion): Version | null {
  if (!row.sourceHash) return null;
  return { atMs: row.sourceUpdatedAt?.getTime() ?? 0, mark: row.sourceHash.toString('hex') };
}

export function versionColumns({ atMs, mark }: Version): StoredVersion {
  return { sourceUpdatedAt: new Date(atMs), sourceHash: Buffer.from(mark, 'hex') };
}
