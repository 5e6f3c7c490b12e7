import type { Control } from '../control/control';
import { type Route, route } from '../http/router';
import type { MailStore } from './mail-store';
export function mailboxRoutes(_: { mails: MailStore; control: Control; storeUrl: () => string }): Route[] {
  return [route('GET', '/mailbox', () => {})];
}
