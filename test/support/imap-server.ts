import { createRequire } from 'node:module';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A real IMAP server in this process, with one mailbox in memory; user "testuser", password "testpass". */
export interface ImapServer {
  readonly port: number;
  append(raw: string): void;
  /** Refuses searches, or hangs up in the middle of one, until told otherwise. */
  search(how: 'refused' | 'cut' | 'answered'): void;
  close(): Promise<void>;
}

interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string, ready: () => void): void;
  close(done: () => void): void;
  getCommandHandler(command: string): CommandHandler;
  setCommandHandler(command: string, handler: CommandHandler): void;
  appendMessage(mailbox: string, flags: string[], internalDate: string | false, raw: string): void;
}

interface Connection {
  readonly socket: Socket;
  send(answer: object, description: string, parsed: unknown, data: unknown): void;
}
type CommandHandler = (
  connection: Connection,
  parsed: { readonly tag: string },
  data: unknown,
  done: () => void,
) => void;

export async function startImapServer(): Promise<ImapServer> {
  const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow;
  const imap = hoodiecrow({
    plugins: ['ID', 'SASL-IR', 'AUTH-PLAIN', 'NAMESPACE', 'LITERALPLUS'],
    storage: { INBOX: { messages: [] } },
  });
  await new Promise<void>((ready) => imap.listen(0, '127.0.0.1', () => ready()));
  const searches: Record<'answered' | 'refused' | 'cut', CommandHandler> = {
    answered: imap.getCommandHandler('UID SEARCH'),
    refused: (connection, parsed, data, done) => {
      const text = { type: 'TEXT', value: '[UNAVAILABLE] Try again later' };
      connection.send({ tag: parsed.tag, command: 'NO', attributes: [text] }, 'REFUSED', parsed, data);
      done();
    },
    cut: ({ socket }) => socket.destroy(),
  };
  return {
    port: (imap.server.address() as AddressInfo).port,
    search: (how) => imap.setCommandHandler('UID SEARCH', searches[how]),
    append: (raw) => imap.appendMessage('INBOX', [], false, raw),
    close: () =>
      new Promise((done) => {
        imap.close(() => done());
      }),
  };
}
