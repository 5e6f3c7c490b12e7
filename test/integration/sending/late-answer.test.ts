import { afterEach, expect, it } from 'vitest';
import { deliverBySmtp } from '~/sending/channels/email/deliver-smtp.server';
import { relayOf } from '~/sending/channels/email/relay';
import { closeRelays } from '~/sending/channels/email/relay-pool.server';
import { startSmtpThread } from '../../support/smtp-thread';

const PATIENCE_MS = 1_000;
let stop: (() => Promise<unknown>) | null = null;
afterEach(async () => {
  closeRelays();
  await stop?.();
});

async function deliver(onDot: () => void, answerAfterMs: number) {
  const server = await startSmtpThread(onDot, answerAfterMs);
  stop = server.stop;
  const relay = relayOf(
    { host: '127.0.0.1', port: server.port, security: 'none', user: '', password: '' },
    { ofInstallation: true, timeoutMs: PATIENCE_MS },
  );
  return deliverBySmtp(
    {
      envelope: { from: 'ada@coffee.example', to: 'mia@buyer.example' },
      raw: Buffer.from('Subject: Hello\r\n\r\nHello\r\n'),
    },
    relay,
    { reached: async () => {}, mayCommit: async () => true },
  );
}

function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

it('an answer that came while this process stood still is read, however long that was', async () => {
  const answer = await deliver(() => standStill(3 * PATIENCE_MS), 200);
  expect(answer).toEqual({ kind: 'accepted', reply: '250 2.0.0 Taken' });
});

it('an answer that does not come in time is none', async () => {
  const answer = await deliver(() => {}, 3 * PATIENCE_MS);
  expect(answer).toMatchObject({ kind: 'unanswered' });
});
