import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panelDe } from '~/base/strings/panel-de';
import { panelEn } from '~/base/strings/panel-en';
import { testSmtp } from '~/sending/channels/email/test-smtp.server';
import { type MailServer, startMailServer } from '../../support/mail-server';
import { openMailServer } from '../../support/open-mail-server';
import { freePort } from '../../support/postgres-server';
import { type ScriptedServer, startScriptedServer } from '../../support/scripted-smtp';

let server: MailServer;
let scripted: ScriptedServer;

openMailServer((started) => {
  server = started;
});
beforeAll(async () => {
  scripted = await startScriptedServer();
});
afterAll(() => scripted.stop());

describe('trying a mail server', () => {
  it('that works says so', async () => {
    expect(await testSmtp(server.settings)).toEqual({ status: 'ok', encrypted: false });
  });

  it('on a port where nothing listens', async () => {
    const problem = await testSmtp({ ...server.settings, port: await freePort() });
    expect(problem).toMatchObject({ status: 'failed', problem: 'refused' });
  });

  it('whose name does not exist', async () => {
    const problem = await testSmtp({ ...server.settings, host: 'no-such-host.invalid' });
    expect(problem).toMatchObject({ status: 'failed', problem: 'host-unknown' });
  });

  it('that offers no encryption where it is asked for', async () => {
    expect(await testSmtp({ ...server.settings, security: 'starttls' })).toMatchObject({
      status: 'failed',
      problem: 'tls-missing',
    });
    expect(await testSmtp({ ...server.settings, security: 'tls' })).toMatchObject({
      status: 'failed',
      problem: 'tls-broken',
    });
  });

  it('that refuses the password', async () => {
    const locked = await startMailServer({ user: 'ada', password: 'right' });
    expect(await testSmtp({ ...locked.settings, password: 'wrong' })).toMatchObject({
      status: 'failed',
      problem: 'login-refused',
    });
    expect(await testSmtp(locked.settings)).toMatchObject({ status: 'ok' });
    await locked.stop();
  });

  it('that has no sign-in where a user name is entered', async () => {
    const tried = await testSmtp({ ...server.settings, user: 'ada', password: 'secret' });
    expect(tried).toMatchObject({ status: 'failed', problem: 'login-unoffered' });
  });

  it.each([
    ['refusing our name', { ehlo: '550 5.7.1 Helo rejected' }, 'turned-away'],
    ['busy after our name', { ehlo: '421 4.7.0 Try again later' }, 'later'],
    ['not knowing EHLO', { ehlo: '502 5.5.1 Command not implemented' }, 'tls-missing'],
  ] as const)('where STARTTLS is wanted, %s: is told as what it is', async (_, script, problem) => {
    scripted.script = script;
    const tried = await testSmtp({ ...scripted.settings, security: 'starttls' });
    expect(tried).toMatchObject({ status: 'failed', problem });
  });

  it.each([
    ['busy at the greeting', { greeting: '421 4.3.2 Too many connections' }, 'later'],
    ['busy after the greeting', { ehlo: '421 4.7.0 Try again later' }, 'later'],
    ['refusing at the greeting', { greeting: '554 5.7.1 Your IP is listed' }, 'turned-away'],
    ['not ready to check the password', { auth: '454 4.7.0 Temporary authentication failure' }, 'later'],
    ['refusing the password', { auth: '535 5.7.8 Wrong' }, 'login-refused'],
    [
      'asking for an app password',
      { auth: '534-5.7.9 Application-specific password required.\r\n534 5.7.9 See https://support.example' },
      'login-refused',
    ],
    ['asking for STARTTLS first', { auth: '530 5.7.0 Must issue a STARTTLS command first' }, 'tls-wanted'],
    ['asking for encryption', { auth: '538 5.7.11 Encryption required' }, 'tls-wanted'],
    ['not knowing AUTH', { auth: '500 Error: command not recognized' }, 'login-unoffered'],
    ['having no AUTH', { auth: '502 5.5.1 Command not implemented' }, 'login-unoffered'],
    ['having AUTH off', { auth: '503 5.5.1 Error: authentication not enabled' }, 'login-unoffered'],
    [
      'having AUTH of another kind',
      { auth: '504 5.7.4 Unrecognized authentication type' },
      'login-unoffered',
    ],
    ['having AUTH behind TLS', { auth: '503 5.7.0 Use STARTTLS before AUTH' }, 'tls-wanted'],
    ['asking for another login', { auth: '530 5.7.0 Authentication required' }, 'login-missing'],
  ] as const)('%s: says what to do, and passes its words on', async (_, script, problem) => {
    scripted.script = script;
    const tried = await testSmtp({ ...scripted.settings, user: 'ada', password: 'secret' });
    expect(tried).toMatchObject({ status: 'failed', problem });
    expect(tried).toHaveProperty('detail', expect.stringMatching(/^[45]\d\d/));
    for (const { settings } of [panelEn, panelDe])
      expect(settings.smtp.failures[problem]).toMatch(/^\p{Lu}.{20,}\.$/u);
  });

  it.each([
    ['a mailbox', '* OK [CAPABILITY IMAP4rev1] ready'],
    ['a web server', 'HTTP/1.1 400 Bad Request'],
    ['a database', 'J\0\0\0\n8.0.36\0'],
  ])('that is %s: says so, and passes on none of its words', async (_, greeting) => {
    scripted.script = { greeting };
    expect(await testSmtp(scripted.settings)).toEqual({ status: 'failed', problem: 'not-smtp', detail: '' });
  });
});
