import type { ActiveKind } from '~/base/vocabulary/kinds';
import type { MailLocale } from '~/outreach/templates/mail-input';

/** @example templateVersion('running-low', 'de', 'v4') // 'running-low/de@v4' */
export function templateVersion(kind: ActiveKind, locale: MailLocale, version: string): string {
  return `${kind}/${locale}@${version}`;
}
