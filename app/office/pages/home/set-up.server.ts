import type { ShopSql } from '~/db.server';
import { env } from '~/env.server';
import type { ShopFacts } from '~/intake/shops/load-shop.server';
import { loadSmtp } from '~/intake/shops/mail-servers.server';

/** The steps before the first mail may leave, in the order in which the page shows them. */
export const setUpSteps = ['sender', 'address', 'smtp', 'kinds'] as const;
export type SetUpStepName = (typeof setUpSteps)[number];

export interface SetUpStep {
  readonly step: SetUpStepName;
  readonly done: boolean;
}

export async function loadSetUp(sql: ShopSql, shop: ShopFacts): Promise<SetUpStep[]> {
  const { sender } = shop.settings;
  const [row] = await sql.rows<{ switched: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM shop_kind WHERE shop_id = $1 AND mode <> 'off') AS switched`,
  );
  const smtp = (await loadSmtp(sql)) !== null || env().SMTP_URL !== undefined;
  const done: Record<SetUpStepName, boolean> = {
    sender: sender.name !== '' && sender.email !== '',
    address: sender.postalAddress.trim() !== '',
    smtp,
    kinds: row?.switched ?? false,
  };
  return setUpSteps.map((step) => ({ step, done: done[step] }));
}
