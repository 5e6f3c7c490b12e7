import { afterAll, beforeAll, expect, it } from 'vitest';

/** As in production, where nobody said that merchants may name inner servers. */
process.env.MAIL_SERVERS_ANYWHERE = 'false';
const { testSmtp } = await import('~/sending/channels/email/test-smtp.server');
const { readMailbox } = await import('~/care/inbound/read-mailbox.server');
const { startScriptedServer } = await import('../../support/scripted-smtp');

let server: Awaited<ReturnType<typeof startScriptedServer>>;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.stop());

it.each([
  '127.0.0.1',
  'localhost',
  '169.254.169.254',
  '10.0.0.1',
  '100.64.0.1',
  '192.168.1.1',
  '0.0.0.0',
  '2130706433',
  '::1',
  '::ffff:127.0.0.1',
  'fd00::1',
  'fe80::1',
  '64:ff9b::7f00:1',
])('a merchant’s mail server is not looked for at %s', async (host) => {
  const smtp = { ...server.settings, host, port: 587, user: 'ada', password: 'hush' };
  expect(await testSmtp(smtp)).toEqual({ status: 'failed', problem: 'not-allowed', detail: '' });
  const inbound = { ...smtp, port: 993, secure: true, mailbox: 'INBOX' };
  await expect(readMailbox(inbound, null, new Date('2026-06-01T00:00:00Z'))).rejects.toThrow(
    /no public mail server/,
  );
});

it('a merchant’s mail server is not looked for on a port of something else', async () => {
  expect(await testSmtp({ ...server.settings, host: '192.0.9.1', port: 6379 })).toMatchObject({
    problem: 'not-allowed',
  });
});
