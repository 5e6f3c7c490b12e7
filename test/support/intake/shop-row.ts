import { acrossShops } from '~/db.server';

/** Makes an installed shop; returns its id. */
export async function makeShop(
  id: bigint,
  domain: string,
  more: { installedAt?: string; currency?: string } = {},
): Promise<bigint> {
  await acrossShops('install', (sql) =>
    sql.run(
      `INSERT INTO shop (id, domain, installed_at, currency) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      id,
      domain,
      more.installedAt ?? '2020-01-01T00:00:00Z',
      more.currency ?? 'USD',
    ),
  );
  return id;
}
