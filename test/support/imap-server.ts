import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';

/** A real IMAP server in this process, with one mailbox in memory; user "testuser", password "testpass". */
export interface ImapServer {
  readonly port: number;
  append(raw: string): void;
  close(): Promise<void>;
}

interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string, ready: () => void): void;
  close(done: () => void): void;
  appendMessage(mailbox: string, flags: string[], internalDate: string | false, raw: string): void;
}

export async function startImapServer(): Promise<ImapServer> {
  const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow;
  const imap = hoodiecrow({
    plugins: ['ID', 'SASL-IR', 'AUTH-PLAIN', 'NAMESPACE', 'LITERALPLUS'],
    storage: { INBOX: { messages: [] } },
  });
  await new Promise<void>((ready) => imap.listen(0, '127.0.0.1', () => ready()));
  return {
    port: (imap.server.address() as AddressInfo).port,
    append: (raw) => imap.appendMessage('INBOX', [], false, raw),
    close: () =>
      new Promise((done) => {
        imap.close(() => done());
      }),
  };
}
