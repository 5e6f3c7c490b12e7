import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { openLink } from '~/care/answers/signed-link.server';
import { previewOf } from '~/office/pages/queue/preview.server';
import { composeMime } from '~/sending/channels/email/compose-mime.server';
import { sendTestMail } from '~/sending/send-test-mail.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import {
  type CustomerOptions,
  type MessageOptions,
  makeCustomer,
  makeMessage,
  makeSendingShop,
  openSettings,
  readMessage,
} from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

moveClock(WEDNESDAY_NOON);
process.env.MAIL_FROM = 'post@carafe.test';
let server: MailServer;

openMailServer((started) => {
  server = started;
});

type Settings = NonNullable<Parameters<typeof makeSendingShop>[0]>['settings'];

async function send(
  options: { customer?: CustomerOptions; message?: Partial<MessageOptions>; settings?: Settings } = {},
) {
  const shopId = await makeSendingShop({ smtp: server.settings, settings: options.settings ?? {} });
  const customerId = await makeCustomer(shopId, options.customer);
  const messageId = await makeMessage(shopId, { customerId, ...options.message });
  const preview = await previewOf(shopId, messageId);
  await sweepDue();
  await deliveriesDone();
  const [received] = server.received;
  return {
    shopId,
    customerId,
    messageId,
    preview,
    message: await readMessage(shopId, messageId),
    received,
    mail: received ? await simpleParser(received.raw) : null,
  };
}

describe('the mail over the wire', () => {
  it('comes from the store when its domain was checked, to one recipient', async () => {
    const { received, mail } = await send();
    expect(received).toMatchObject({ from: 'hello@adas.example', to: 'ada@buyer.example' });
    expect(mail?.from?.value).toEqual([{ name: 'Ada’s Coffee', address: 'hello@adas.example' }]);
    expect([mail?.to].flat()[0]?.value).toEqual([{ name: 'Ada', address: 'ada@buyer.example' }]);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(received?.raw).toMatch(/^Feedback-ID: thank-you:\w+:\d+:carafe$/m);
    expect(mail?.html).toBeTruthy();
    expect(mail?.text).toBeTruthy();
  });

  it('comes from the app with Reply-To the store while the domain was not checked', async () => {
    const sender = {
      ...(openSettings.sender ?? {}),
      domainVerified: false,
    } as NonNullable<Settings>['sender'];
    const { received, mail } = await send({ settings: { sender } });
    expect(received?.from).toBe('post@carafe.test');
    expect(mail?.from?.value[0]).toEqual({ name: 'Ada’s Coffee', address: 'post@carafe.test' });
    expect(mail?.replyTo?.value[0]?.address).toBe('hello@adas.example');
  });

  it('carries a one-click unsubscribe for this customer unless it is transactional', async () => {
    const { received, customerId, shopId } = await send({ message: { kind: 'running-low' } });
    const unfolded = received?.raw.replace(/\r\n[ \t]+/g, ' ') ?? '';
    const token = /^List-Unsubscribe: <https:\/\/carafe\.test\/p\/unsubscribe\/([^>]+)>\r?$/m.exec(
      unfolded,
    )?.[1];
    expect(openLink('unsubscribe', token)).toMatchObject({ shopId, customerId });
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    server.received.length = 0;
    const warranty = await send({ message: { kind: 'warranty-expiry' } });
    expect(warranty.message.state).toBe('sent');
    expect(warranty.received?.raw).not.toMatch(/^List-Unsubscribe/m);
  });

  it('is the very mail that the preview showed', async () => {
    const { preview, mail } = await send({ message: { kind: 'warranty-expiry' } });
    if (preview.status !== 'rendered') throw new Error(preview.status);
    expect(mail?.subject).toBe(preview.subject);
    // The preview's links lead nowhere, so that looking at a mail acts on nothing.
    const withoutLinks = (text: string) =>
      text
        .replace(/href="(?:#|[^"]*\/p\/)[^"]*"/g, 'href="#"')
        .replace(/\s+/g, ' ')
        .trim();
    expect(withoutLinks(String(mail?.html))).toBe(withoutLinks(preview.html));
  });

  it('goes to the merchant instead where that is set, and cannot unsubscribe the customer by itself', async () => {
    const { received, message } = await send({
      settings: { sendAllTo: 'me@adas.example' },
      message: { kind: 'running-low' },
    });
    expect(received?.to).toBe('me@adas.example');
    expect(received?.raw).not.toMatch(/^List-Unsubscribe/m);
    expect(message.state).toBe('sent');
  });
});

describe('bad input', () => {
  it('a name with line breaks forges no header', async () => {
    const { received, mail } = await send({
      customer: { firstName: 'Ada\r\nBcc: evil@x.example\r\n\r\nhello' },
    });
    expect(received?.raw).not.toMatch(/^Bcc:/im);
    expect([mail?.to].flat()[0]?.value).toHaveLength(1);
    expect(server.received).toHaveLength(1);
  });

  it('a subject with line breaks forges no header, and two addresses in one are refused', async () => {
    const input = {
      sender: { from: { name: 'Ada, x" <a@x>', address: 'hello@adas.example' }, replyTo: null },
      to: { name: 'Ada, x" <evil@x.example>, more', address: 'ada@buyer.example' },
      subject: 'Hello\r\nBcc: evil@x.example',
      html: '<p>Hello</p>',
      text: 'Hello',
      messageIdHeader: '<1@adas.example>',
      date: new Date(),
      class: 'transactional',
      unsubscribeUrl: null,
      feedbackId: 'a:b:c',
    } as const;
    const mail = await simpleParser(composeMime(input));
    expect(mail.subject).toBe('Hello Bcc: evil@x.example');
    expect(mail.bcc).toBeUndefined();
    expect([mail.to].flat()[0]?.value.map(({ address }) => address)).toEqual(['ada@buyer.example']);
    const evil = { ...input, to: { name: '', address: '"Ada, x" <a@x.example>, evil@x.example' } };
    expect(() => composeMime(evil)).toThrow(/one plain address/);
  });

  it('an address that is not one plain address is skipped', async () => {
    const { message } = await send({ customer: { email: '"Ada, x" <a@x>, evil@x' } });
    expect(message.state).toBe('skipped');
    expect(message.why?.at(-1)).toMatchObject({ code: 'no-address' });
  });
});

describe('a test mail', () => {
  const mail = { subject: 'Test', html: '<p>Hello</p>', text: 'Hello', class: 'marketing' as const };

  it('goes where the merchant says, without a one-click unsubscribe', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    expect(await sendTestMail(shopId, { to: 'me@adas.example', mail })).toEqual({ status: 'sent' });
    expect(server.received.map(({ to }) => to)).toEqual(['me@adas.example']);
    expect(String(server.received[0]?.raw)).not.toMatch(/list-unsubscribe/i);
  });

  it('that cannot be sent says why', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    expect(await sendTestMail(shopId, { to: 'unknown@adas.example', mail })).toEqual({
      status: 'failed',
      problem: 'refused',
      detail: expect.stringContaining('No such user'),
    });
  });
});
