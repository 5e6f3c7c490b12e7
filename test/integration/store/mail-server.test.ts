import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningStore, startStore } from '../../store/start-store';

let store: RunningStore;
beforeAll(async () => {
  store = await startStore({ withHistory: false });
});
afterEach(() => {
  store.smtp.recover();
  store.mails.clear();
});
afterAll(() => store.stop());

const send = (to = 'ada@example.com', url = store.smtp.url) =>
  createTransport({ url, socketTimeout: 3_000 }).sendMail({
    from: '"Nora" <nora@shop.example>',
    to,
    subject: 'Läuft bald aus',
    text: 'Hallo',
    html: '<p>Hallo <b>Ada</b></p><script>alert(1)</script>',
    headers: { 'X-Mail': '1' },
  });

describe('the mailbox', () => {
  it('keeps what was sent, with its parts and headers', async () => {
    await send();
    const mail = await store.mails.waitFor((one) => one.envelopeTo.includes('ada@example.com'));
    expect(mail).toMatchObject({
      subject: 'Läuft bald aus',
      text: 'Hallo',
      envelopeFrom: 'nora@shop.example',
    });
    expect(mail.html).toContain('<b>Ada</b>');
    expect(mail.headers).toContainEqual({ name: 'X-Mail', value: '1' });
  });

  it('answers as JSON and by page, and lets nothing in a mail run', async () => {
    await send();
    const { mails } = (await (await fetch(`${store.url}/mailbox.json?to=ADA@example.com`)).json()) as {
      mails: { id: number }[];
    };
    const [mail] = mails;
    const page = await fetch(`${store.url}/mailbox/${mail?.id}`);
    expect(await page.text()).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.headers.get('set-cookie')).toContain('buyer=ada%40example.com');
    const body = await fetch(`${store.url}/mailbox/${mail?.id}/html`);
    expect(body.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('makes bounces, spam reports and replies for a mail', async () => {
    await send();
    const [mail] = store.mails.list();
    const id = mail?.id ?? 0;
    expect(store.control.bounce(id, '5.1.1').raw).toContain('Status: 5.1.1');
    expect(store.control.reportSpam(id).raw).toContain('Feedback-Type: abuse');
    expect(store.control.reply(id, 'Thanks!').raw).toContain(`In-Reply-To: ${mail?.messageId}`);
  });
});

describe('the mail server', () => {
  it('asks for a login when it is set up so', async () => {
    const own = await startStore({ withHistory: false, smtpAuth: { user: 'shop', pass: 'secret' } });
    await expect(send('ada@example.com', `smtp://127.0.0.1:${own.smtp.port}`)).rejects.toThrow(
      /530|authentication/i,
    );
    await expect(send('ada@example.com', own.smtp.url)).resolves.toBeTruthy();
    await own.stop();
  });

  it('is down as often as asked', async () => {
    store.smtp.misbehave({ kind: 'down' }, { times: 1 });
    await expect(send()).rejects.toThrow(/421/);
    await expect(send()).resolves.toBeTruthy();
  });

  it('refuses a recipient for good or for now', async () => {
    store.smtp.misbehave({ kind: 'refuse', at: 'RCPT', code: 550, message: '5.1.1 No such user' });
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
    store.smtp.misbehave(
      { kind: 'refuse', at: 'RCPT', code: 451, message: '4.2.2 Mailbox full' },
      { recipient: 'bob@example.com' },
    );
    await expect(send('bob@example.com')).rejects.toMatchObject({ responseCode: 451 });
    await expect(send('ada@example.com')).resolves.toBeTruthy();
  });

  it('refuses the content for policy after the data', async () => {
    store.smtp.misbehave({ kind: 'refuse', at: 'DATA', code: 554, message: '5.7.1 Looks like spam' });
    await expect(send()).rejects.toMatchObject({ responseCode: 554 });
    expect(store.mails.list()).toEqual([]);
  });

  it('cuts the line in mid-message, and nothing has arrived', async () => {
    store.smtp.misbehave({ kind: 'drop-mid-message' }, { times: 1 });
    await expect(send()).rejects.toThrow();
    expect(store.mails.list()).toEqual([]);
  });

  it('cuts the line after the dot, whether or not the mail arrived', async () => {
    store.smtp.misbehave({ kind: 'drop-after-dot', keeps: true }, { times: 1 });
    await expect(send()).rejects.toThrow();
    expect(store.mails.list()).toHaveLength(1);
    store.smtp.misbehave({ kind: 'drop-after-dot', keeps: false }, { times: 1 });
    await expect(send()).rejects.toThrow();
    expect(store.mails.list()).toHaveLength(1);
    expect(
      store.smtp
        .transactions()
        .slice(-2)
        .map((one) => one.outcome),
    ).toEqual(['kept, then cut', 'cut']);
  });

  it('is slow when asked to', async () => {
    store.smtp.misbehave({ kind: 'slow', delayMs: 150 });
    const before = performance.now();
    await send();
    expect(performance.now() - before).toBeGreaterThan(400);
  });
});
