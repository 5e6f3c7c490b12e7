import { afterAll, beforeAll, beforeEach } from 'vitest';
import { closeRelays } from '~/sending/channels/email/relay-pool.server';
import { type MailServer, startMailServer } from './mail-server';

/** A mail server for the tests of a file, with nothing received at the beginning of each. */
export function openMailServer(take: (server: MailServer) => void): void {
  let server: MailServer | undefined;
  beforeAll(async () => {
    server = await startMailServer();
    take(server);
  });
  afterAll(async () => {
    closeRelays();
    await server?.stop();
  });
  beforeEach(() => {
    if (server) server.received.length = 0;
  });
}
