import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { loadSenderHealth } from '~/sending/sender-health.server';
import { stopSending, sweepDue } from '~/sending/sweep-due.server';
import { makeDueCustomers, makeSendingShop, readMails } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { type ScriptedServer, type SmtpScript, startScriptedServer } from '../../support/scripted-smtp';
import { until } from '../../support/until';

moveClock(WEDNESDAY_NOON);
const scripts: readonly SmtpScript[] = [{ greeting: 'mute' }, { ehlo: 'mute' }, { rcpt: 'mute' }];
const servers: ScriptedServer[] = [];

beforeAll(async () => {
  for (const script of scripts) {
    const server = await startScriptedServer();
    server.script = script;
    servers.push(server);
  }
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

it('a stop waits for no server that hangs before the mail is handed over: it is due as before, and no try of it', async () => {
  const shops = await Promise.all(
    servers.map(async ({ settings }) => {
      const shopId = await makeSendingShop({ smtp: settings });
      await makeDueCustomers(shopId, 10);
      return shopId;
    }),
  );
  await sweepDue();
  await until('some of each shop hang at their server, and the others in our line before it', () =>
    servers.every(({ connected }) => connected > 0),
  );
  const begun = performance.now();
  await stopSending();
  expect(performance.now() - begun).toBeLessThan(2_000);
  for (const shopId of shops) {
    const mails = await readMails(shopId);
    expect(mails).toHaveLength(10);
    for (const mail of mails)
      expect(mail).toMatchObject({ state: 'sending', phase: 'claimed', attempts: 0, leaseUntil: null });
    expect(await sqlInShop(shopId, loadSenderHealth)).toMatchObject({ state: 'ok', failures: 0 });
  }
});
