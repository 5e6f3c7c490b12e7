import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlInShop } from '~/db.server';
import { type ImapServer, startImapServer } from '../../support/imap-server';
import { fillLine } from '../../support/panel/full-line';
import { type PanelWorld, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
let imap: ImapServer;
beforeAll(async () => {
  imap = await startImapServer();
  world = await startPanelWorld();
});
afterAll(async () => {
  await world.stop();
  await imap.close();
});

async function change(json: object) {
  const { action } = await import('~/routes/app.mailbox');
  const answer = await action({ request: world.request('/app/mailbox', { json }), params: {}, context: {} });
  return answer.json();
}

async function settingsPage() {
  const { loader } = await import('~/routes/app.settings');
  return loader({ request: world.request('/app/settings'), params: {}, context: {} });
}

async function home() {
  const { loader } = await import('~/routes/app._index');
  return loader({ request: world.request('/app'), params: {}, context: {} });
}

const connect = (more: object = {}) =>
  change({
    intent: 'connect',
    settings: {
      host: '127.0.0.1',
      port: imap.port,
      secure: false,
      user: 'testuser',
      password: 'testpass',
      mailbox: 'INBOX',
      ...more,
    },
  });

describe('the mailbox of replies', () => {
  test('is connected once it opens, read, and shown without its password', async () => {
    expect((await settingsPage()).mailbox).toBeNull();
    expect((await home()).health.mailbox).toBe('none');
    expect(await connect()).toEqual({ status: 'connected' });
    expect((await home()).health.mailbox).toBe('ok');
    const page = await settingsPage();
    expect(page.mailbox).toEqual({ user: 'testuser', host: '127.0.0.1', readAt: null, isBroken: false });
    expect(JSON.stringify(page)).not.toContain('testpass');

    const { readInboundOf } = await import('~/care/inbound/read-inbound.server');
    expect(await readInboundOf(world.shopId)).toMatchObject({ status: 'read' });
    expect((await settingsPage()).mailbox?.readAt).toBeInstanceOf(Date);
  });

  test.each([
    ['login', { password: 'wrong' }],
    ['folder', { mailbox: 'Nowhere' }],
    ['fields', { password: '' }],
    ['fields', { port: 0 }],
    ['fields', { host: '' }],
  ])('is refused for its %s, and what was connected stays', async (problem, more) => {
    await connect();
    expect(await connect(more)).toEqual({ status: 'refused', problem });
    expect((await settingsPage()).mailbox).toMatchObject({ user: 'testuser' });
  });

  test('is forgotten with its password when it is disconnected', async () => {
    await connect();
    // However many tries of mail servers are under way.
    const empty = fillLine(world.shopId, 'mail-server');
    await expect(connect()).rejects.toMatchObject({ status: 429 });
    expect(await change({ intent: 'remove' })).toEqual({ status: 'removed' });
    await empty();
    expect((await settingsPage()).mailbox).toBeNull();
    const [row] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ sealed: Buffer | null }>('SELECT inbound_sealed AS sealed FROM shop WHERE id = $1'),
    );
    expect(row?.sealed).toBeNull();
  });
});
