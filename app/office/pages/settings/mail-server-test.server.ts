import { sqlInShop } from '~/db.server';
import { loadSmtp, proveSmtp } from '~/intake/shops/mail-servers.server';
import { type FieldErrors, readSettingsForm, smtpOf } from '~/office/pages/settings/settings-form';
import { testSmtp } from '~/sending/channels/email/test-smtp.server';

export type MailServerTest =
  | { status: 'ok' }
  | { status: 'failed'; problem: string; detail: string }
  /** Not tried: each of these fields says why. */
  | { status: 'invalid'; errors: FieldErrors };

/**
 * Tries the mail server of a form that is not saved yet; the stored password serves where none was typed. That it answered
 * is remembered for the day on which it is stored.
 */
export async function tryMailServer(shopId: bigint, given: unknown): Promise<MailServerTest> {
  const stored = await sqlInShop(shopId, loadSmtp);
  const errors: FieldErrors = {};
  const settings = smtpOf(readSettingsForm(given), stored, errors);
  if (!settings || Object.keys(errors).length > 0) return { status: 'invalid', errors };
  const result = await testSmtp(settings);
  if (result.status !== 'ok') return result;
  await sqlInShop(shopId, (sql) => proveSmtp(sql, settings));
  return { status: 'ok' };
}
