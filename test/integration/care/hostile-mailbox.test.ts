import { afterEach, describe, expect, it } from 'vitest';
import { type MailboxCursor, mailboxProblem, readMailbox } from '~/care/inbound/read-mailbox.server';
import { type HostileImap, type Hostility, startHostileImap } from '../../support/hostile-imap';
import { until } from '../../support/until';

let server: HostileImap | null = null;
afterEach(() => server?.stop());

async function start(how: Hostility): Promise<HostileImap> {
  server = await startHostileImap(how);
  return server;
}

const settingsOf = ({ port }: HostileImap) => ({
  host: '127.0.0.1',
  port,
  secure: false,
  user: 'testuser',
  password: 'testpass',
  mailbox: 'INBOX',
});

function read(hostile: HostileImap, cursor: MailboxCursor | null = null, visitMs?: number) {
  return readMailbox(settingsOf(hostile), cursor, new Date('2026-11-30T12:00:00Z'), visitMs);
}

describe('a mailbox whose server means ill', () => {
  it.each(['literal', 'line'] as const)(
    'is hung up on when it sends a %s of 200 MB, before a tenth of it was taken in',
    async (how) => {
      const hostile = await start(how);
      await expect(read(hostile)).rejects.toThrow();
      await until('the connection is over', () => hostile.connected === 0);
      expect(hostile.taken).toBeLessThan(20_000_000);
    },
  );

  it('may say far less while it is only tried', async () => {
    const hostile = await start('greeting');
    expect(await mailboxProblem(settingsOf(hostile))).toBe('unreachable');
    expect((await read(hostile)).mails).toHaveLength(1);
  });

  it('is hung up on when it goes on talking without ever answering', async () => {
    const hostile = await start('talk');
    await expect(read(hostile, null, 1_000)).rejects.toThrow('no answer within 1000 ms');
    await until('the connection is over', () => hostile.connected === 0);
  });
});

describe('a mailbox full of large mails', () => {
  it('is read in pages that a process can hold, and none is passed over', async () => {
    const heavy = await start('heavy');
    const first = await read(heavy);
    expect(first).toMatchObject({ hasMore: true, cursor: { uidValidity: 7n, lastUid: 50n } });
    const second = await read(heavy, first.cursor);
    expect(second).toMatchObject({ hasMore: false, cursor: { lastUid: 100n } });
    expect([...first.mails, ...second.mails].map(({ uid }) => Number(uid))).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });
});
