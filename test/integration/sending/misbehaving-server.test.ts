import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reasonSentence } from '~/base/strings/reasons';
import { sqlInShop } from '~/db.server';
import { env } from '~/env.server';
import { loadStops, resumeSending } from '~/office/pages/home/stopped.server';
import { closeRelays } from '~/sending/channels/email/relay-pool.server';
import { loadSenderHealth } from '~/sending/sender-health.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import {
  makeCustomer,
  makeDueCustomers,
  makeMessage,
  makeSendingShop,
  readMails,
  readMessage,
} from '../../factories/sending-shop';
import { startMailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { type ScriptedServer, type SmtpScript, startScriptedServer } from '../../support/scripted-smtp';

const clock = moveClock(WEDNESDAY_NOON);
let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(async () => {
  closeRelays();
  await server.stop();
});
beforeEach(async () => {
  closeRelays();
  server.bodies.length = 0;
  await clock.moveTo(WEDNESDAY_NOON);
});

async function sweep(): Promise<void> {
  await sweepDue();
  await deliveriesDone();
}

async function sendUnder(
  script: SmtpScript,
  {
    email = 'ada@buyer.example',
    relay = { smtp: server.settings },
  }: { email?: string; relay?: { smtp?: ScriptedServer['settings'] } } = {},
) {
  server.script = script;
  const shopId = await makeSendingShop(relay);
  const messageId = await makeMessage(shopId, { customerId: await makeCustomer(shopId, { email }) });
  await sweep();
  const message = await readMessage(shopId, messageId);
  const blocked = await sqlInShop(shopId, (sql) =>
    sql.rows<{ reason: string }>('SELECT reason FROM suppression WHERE shop_id = $1'),
  );
  const health = (await sqlInShop(shopId, loadSenderHealth)).state;
  return { shopId, messageId, message, blocked: blocked.length > 0, health };
}

const again = { state: 'sending', code: 'soft-failure', blocked: false, health: 'ok' };
const turnedAway = { ...again, code: 'turned-away' };
const failed = { state: 'failed', code: 'hard-failure', blocked: false, health: 'ok' };
const paused = { state: 'planned', code: 'held-sender', blocked: false, health: 'paused' };

describe('a server that misbehaves', () => {
  it.each([
    ['busy at the greeting', { greeting: '421 4.3.2 Busy' }, again],
    ['refusing at the greeting', { greeting: '554 5.3.2 Not today' }, turnedAway],
    [
      'blocking us at the greeting',
      { greeting: '554 5.7.1 Client host blocked, see https://tls.example' },
      turnedAway,
    ],
    ['blocking us at our name', { ehlo: '550 5.7.1 Helo rejected' }, turnedAway],
    ['gone before the greeting', { greeting: 'drop' }, again],
    ['4xx for the sender', { mail: '451 4.3.0 Later' }, again],
    ['5xx for the sender', { mail: '550 5.1.8 Not your address' }, paused],
    ['gone after the sender', { mail: 'drop' }, again],
    ['too big a mail, told with the sender', { mail: '552 5.3.4 This mail is too big' }, failed],
    ['4xx for the recipient', { rcpt: '450 4.2.1 Mailbox busy' }, again],
    ['5xx for the recipient', { rcpt: '550 5.1.1 No such user' }, { ...failed, blocked: true }],
    ['a full mailbox as 5xx', { rcpt: '552 5.2.2 Mailbox full' }, again],
    ['5.7.1 for the recipient', { rcpt: '550 5.7.1 Not allowed' }, paused],
    ['its day’s limit for the recipient', { rcpt: '550 5.4.5 Daily user sending limit exceeded' }, again],
    [
      'its day’s limit after the dot',
      { dot: '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException' },
      again,
    ],
    ['gone after the recipient', { rcpt: 'drop' }, again],
    ['4xx before the body', { data: '451 4.3.0 Later' }, again],
    ['5xx before the body', { data: '554 5.6.0 Not this' }, failed],
    ['gone before the body', { data: 'drop' }, again],
    ['4xx after the dot', { dot: '451 4.3.0 Later' }, again],
    ['5xx after the dot', { dot: '554 5.6.0 Not this' }, failed],
    ['5.7.x after the dot', { dot: '550 5.7.26 Unauthenticated' }, paused],
    [
      'gone after the dot',
      { dot: 'drop' },
      { state: 'unconfirmed', code: 'lease-ran-out', blocked: false, health: 'ok' },
    ],
  ] as const)('%s: the message says in words what happened', async (_, script, expected) => {
    const { message, blocked, health } = await sendUnder(script);
    const reason = message.why?.at(-1);
    expect({ state: message.state, code: reason?.code, blocked, health }).toEqual(expected);
    for (const locale of ['en', 'de'] as const) {
      const sentence = reason
        ? reasonSentence(reason, {
            locale,
            countryCode: 'GB',
            timeZone: 'UTC',
            currency: 'EUR',
            today: '2026-06-01',
            thisYear: '2026',
          })
        : '';
      expect(sentence).toMatch(/^\p{Lu}.{20,}\.$/su);
      expect(sentence).not.toContain('undefined');
      const said = Object.values(script)[0]?.slice(4);
      if (said) expect(sentence).toContain(said.replace(/^p$/, ''));
    }
  });

  it('taking less than the mail is: this one has failed, with the size, and the shop goes on', async () => {
    const { message, health } = await sendUnder({ ehlo: '250-mail.test\r\n250 SIZE 1000' });
    expect(message.state).toBe('failed');
    expect(message.why?.at(-1)).toMatchObject({
      code: 'hard-failure',
      reply: expect.stringContaining('1000'),
    });
    expect(health).toBe('ok');
  });

  it('refusing the password: everything waits, and it is told as that', async () => {
    const relay = { smtp: { ...server.settings, user: 'ada', password: 'old' } };
    const { shopId, health } = await sendUnder({ auth: '535 Wrong password' }, { relay });
    expect(health).toBe('paused');
    expect(await sqlInShop(shopId, loadStops)).toMatchObject([
      { cause: 'login-refused', said: '535 Wrong password' },
    ]);
    await resumeSending(shopId, 'login-refused', 'Ada');
    expect(await sqlInShop(shopId, loadStops)).toEqual([]);
  });

  it.each([
    ['greeting', { greeting: 'talk 220' }, 'sending'],
    ['sender', { mail: 'talk 250' }, 'sending'],
    ['dot', { dot: 'talk 250' }, 'unconfirmed'],
  ] as const)(
    'talking for ever at the %s: it is left after a while, and its places are free again',
    async (_, script, state) => {
      Object.assign(env(), {
        SMTP_URL: `smtp://${server.settings.host}:${server.settings.port}?timeout=1&connections=1`,
        MAIL_FROM: 'desk@carafe.example',
      });
      const { message } = await sendUnder(script, { email: 'gus@buyer.example', relay: {} });
      expect(message.state).toBe(state);
      const next = await sendUnder({}, { email: 'fay@buyer.example', relay: {} });
      expect(next.message.state).toBe('sent');
    },
  );

  it.each(['rcpt', 'dot'] as const)(
    'at its day’s limit (%s) is down in words, no address is blocked, and all goes out once it takes mail again',
    async (step) => {
      server.script = { [step]: '550 5.4.5 Daily user sending limit exceeded.' };
      const shopId = await makeSendingShop({ smtp: server.settings });
      await makeDueCustomers(shopId, 20);
      for (const minute of ['00', '02', '04', '06', '08']) {
        await clock.moveTo(`2026-11-25T12:${minute}:00Z`);
        await sweep();
      }
      const health = await sqlInShop(shopId, loadSenderHealth);
      expect(health).toMatchObject({
        state: 'down',
        lastError: '550 5.4.5 Daily user sending limit exceeded.',
      });
      const said = await sqlInShop(shopId, (sql) =>
        sql.rows('SELECT FROM suppression WHERE shop_id = $1 UNION ALL SELECT FROM task WHERE shop_id = $1'),
      );
      expect(said).toHaveLength(0);
      server.script = {};
      for (const time of ['25T23:00', '25T23:10', '25T23:20', '25T23:30']) {
        await clock.moveTo(`2026-11-${time}:00Z`);
        await sweep();
      }
      expect((await readMails(shopId)).map(({ state }) => state)).toEqual(Array(20).fill('sent'));
    },
  );

  it('mute after the dot: the mail may have gone, so it is not sent again by itself', async () => {
    Object.assign(env(), {
      SMTP_URL: `smtp://${server.settings.host}:${server.settings.port}?timeout=1`,
      MAIL_FROM: 'desk@carafe.example',
    });
    const { shopId, messageId, message } = await sendUnder(
      { dot: 'mute' },
      { email: 'eve@buyer.example', relay: {} },
    );
    expect(message).toMatchObject({ state: 'unconfirmed', why: [{ code: 'lease-ran-out' }] });
    server.script = {};
    await clock.moveTo('2026-11-26T12:00:00Z');
    await sweep();
    expect((await readMessage(shopId, messageId)).state).toBe('unconfirmed');
    expect(server.bodies.filter((body) => body.includes('eve@buyer.example'))).toHaveLength(1);
  });

  it('slow with a long line before it: all goes out, and waiting in line is neither a try nor news of the server', async () => {
    const slow = await startMailServer();
    slow.answerDelayMs = 500;
    Object.assign(env(), {
      SMTP_URL: `smtp://127.0.0.1:${slow.port}?timeout=5&connections=2`,
      MAIL_FROM: 'desk@carafe.example',
    });
    const shopId = await makeSendingShop();
    await makeDueCustomers(shopId, 40);
    await sweep();
    const mails = await readMails(shopId);
    expect(mails.map(({ state, attempts }) => [state, attempts])).toEqual(Array(40).fill(['sent', 1]));
    expect(slow.received).toHaveLength(40);
    expect(await sqlInShop(shopId, loadSenderHealth)).toMatchObject({ state: 'ok', failures: 0 });
    expect(Math.max(...mails.map(({ fence }) => fence)), 'some waited in vain').toBeGreaterThan(1);
    closeRelays();
    await slow.stop();
  });

  it('is forgiven once it behaves: what it refused for now goes out, and no longer says why it waited', async () => {
    const { shopId, messageId } = await sendUnder(
      { rcpt: '450 4.2.1 Mailbox busy' },
      { email: 'mia@buyer.example' },
    );
    server.script = {};
    await clock.moveTo('2026-11-25T12:05:00Z');
    await sweep();
    const sent = await readMessage(shopId, messageId);
    expect(sent.state).toBe('sent');
    expect((sent.why ?? []).map(({ code }) => code)).not.toContain('soft-failure');
    // What other shops' mails had to wait for is over as well.
    expect(server.bodies.filter((body) => body.includes('mia@buyer.example'))).toHaveLength(1);
    expect((await readMails(shopId))[0]).toMatchObject({ state: 'sent', attempts: 2 });
  });
});
