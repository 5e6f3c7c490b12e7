import { RateLimiterMemory, RateLimiterUnion } from 'rate-limiter-flexible';
import { mailStrings } from '~/base/strings/mail';
import { type LookQuestion, mailOf } from '~/office/pages/templates/template-look.server';
import { rehearsalLinks } from '~/sending/channels/email/make-mail.server';
import { sendTestMail } from '~/sending/send-test-mail.server';

/** A test is for oneself; more of them than a person can read are something else. */
const perShop = new RateLimiterUnion(
  new RateLimiterMemory({ keyPrefix: 'test-mail', points: 20, duration: 600 }),
  new RateLimiterMemory({ keyPrefix: 'test-mail-day', points: 60, duration: 86_400 }),
);

export type TemplateTest =
  | { readonly status: 'tested' }
  | {
      readonly status: 'not-tested';
      readonly problem: 'mistakes' | 'too-many' | 'not-set-up' | 'refused';
      readonly detail: string;
    };

/** Sends the words of an editor, saved or not, to the merchant who writes them. Its links open, and act on nobody. */
export async function testTemplate(
  shopId: bigint,
  question: LookQuestion,
  to: string,
): Promise<TemplateTest> {
  const { preview } = await mailOf(shopId, question, rehearsalLinks(shopId));
  if (!preview) return { status: 'not-tested', problem: 'mistakes', detail: '' };
  const isAllowed = await perShop.consume(String(shopId)).then(
    () => true,
    () => false,
  );
  if (!isAllowed) return { status: 'not-tested', problem: 'too-many', detail: '' };
  const subject = `${mailStrings[question.locale].testSubject} ${preview.subject}`;
  const result = await sendTestMail(shopId, { to, mail: { ...preview, subject } });
  return result.status === 'sent' ? { status: 'tested' } : { ...result, status: 'not-tested' };
}
