import { mailStrings } from '~/base/strings/mail';

interface Marked {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly locale: string;
}

/** The mail as the merchant gets it instead of the customer: it says for whom it was, in its subject and at its head. */
export function markedForMerchant<Mail extends Marked>(mail: Mail, address: string): Mail {
  const words = mailStrings[mail.locale === 'de' ? 'de' : 'en'];
  const sentence = words.insteadOf(address);
  const box = `<div style="margin:0;padding:12px 16px;background:#fff3cd;color:#4a3b00;font:14px/20px sans-serif;border-bottom:1px solid #e0c36a">${escaped(sentence)}</div>`;
  const html = /<body[^>]*>/i.test(mail.html)
    ? mail.html.replace(/<body[^>]*>/i, (body) => `${body}${box}`)
    : `${box}${mail.html}`;
  return {
    ...mail,
    subject: `${words.insteadSubject(address)} ${mail.subject}`,
    html,
    text: `${sentence}\n\n${mail.text}`,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
