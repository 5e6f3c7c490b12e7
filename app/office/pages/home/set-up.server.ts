import type { ShopSql } from '~/db.server';
import { env } from '~/env.server';
import type { ShopFacts } from '~/intake/shops/load-shop.server';
import { loadSmtp, loadSmtpProof } from '~/intake/shops/mail-servers.server';
import { loadSenderHealth } from '~/sending/sender-health.server';

/** The steps before the first mail may leave, in the order in which the page shows them. */
export const setUpSteps = ['sender', 'address', 'smtp', 'kinds'] as const;
export type SetUpStepName = (typeof setUpSteps)[number];

export interface SetUpStep {
  readonly step: SetUpStepName;
  readonly done: boolean;
  /** It is there, and nobody has seen it work: mail may leave all the same. */
  readonly untested?: true;
  /** Mail leaves by the relay of the installation: nobody of the shop has connected one. */
  readonly byRelay?: true;
}

export async function loadSetUp(sql: ShopSql, shop: ShopFacts): Promise<SetUpStep[]> {
  const { sender } = shop.settings;
  const [row] = await sql.rows<{ switched: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM shop_kind WHERE shop_id = $1 AND mode <> 'off') AS switched`,
  );
  const smtp = await mailServerOf(sql);
  const done: Record<SetUpStepName, boolean> = {
    sender: sender.name !== '' && sender.email !== '',
    address: sender.postalAddress.trim() !== '',
    smtp: smtp === 'ready' || smtp === 'relay',
    kinds: row?.switched ?? false,
  };
  return setUpSteps.map((step) => ({
    step,
    done: done[step],
    ...(step === 'smtp' && smtp === 'untested' && { untested: true }),
    ...(step === 'smtp' && smtp === 'relay' && { byRelay: true }),
  }));
}

export type MailServer = 'none' | 'relay' | 'untested' | 'ready';

/** The installation's relay is its operator's to test; a server of the shop's own has passed a test, taken a mail, or was taken without either. */
export async function mailServerOf(sql: ShopSql): Promise<MailServer> {
  const own = await loadSmtp(sql);
  if (own === null) return env().SMTP_URL === undefined ? 'none' : 'relay';
  const { isProved, changedAt } = await loadSmtpProof(sql, own);
  if (isProved) return 'ready';
  const { lastSentAt } = await loadSenderHealth(sql);
  return lastSentAt !== null && (changedAt === null || lastSentAt > changedAt) ? 'ready' : 'untested';
}
