import type { MessageClass } from '~/base/vocabulary/kinds';
import type { ReadyMail } from '~/sending/ready-mail';

export interface MadeMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly preheader: string;
  readonly class: MessageClass;
  readonly templateVersion: string;
  readonly locale: string;
  readonly unsubscribeUrl: string | null;
}

export async function makeMail(ready: ReadyMail): Promise<MadeMail> {
  const body = JSON.stringify(ready.messages.map(({ reason }) => reason));
  return {
    subject: `Note for ${ready.customer.firstName ?? 'you'}`,
    html: `<p>${body}</p>`,
    text: body,
    preheader: '',
    class: ready.class,
    templateVersion: 'x',
    locale: 'en',
    unsubscribeUrl: 'https://carafe.test/p/unsubscribe/x',
  };
}
