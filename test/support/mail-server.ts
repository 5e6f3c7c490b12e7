import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SmtpSettings } from '~/base/settings/shop-settings';

export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
  readonly connectionId: string;
}

/**
 * How the server treats a recipient, by the local part of the address up to a "+" or a digit.
 * `dropped-*` ends the connection there; `kept-then-dropped` takes the mail and never says so.
 */
const words: Record<string, (context: { socket: Socket | undefined }) => Error | 'silence' | null> = {
  unknown: () => reply(550, '5.1.1 No such user here'),
  full: () => reply(452, '4.2.2 Mailbox full'),
  greylisted: () => reply(451, '4.7.1 Greylisted, come back later'),
  forbidden: () => reply(550, '5.7.1 Sender not allowed'),
};

const dataWords: Record<string, (context: { socket: Socket | undefined }) => Error | 'silence' | null> = {
  spam: () => reply(554, '5.6.0 Message content not accepted'),
  policy: () => reply(550, '5.7.26 Unauthenticated sender'),
  busy: () => reply(451, '4.3.0 Try again'),
  kept: ({ socket }) => {
    socket?.destroy();
    return 'silence';
  },
  mute: () => 'silence',
};

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function wordOf(address: string): string {
  return /^[a-z]+/.exec(address)?.[0] ?? '';
}

export interface MailServer {
  readonly port: number;
  readonly settings: SmtpSettings;
  /** What the server took, whether or not it managed to say so. */
  readonly received: ReceivedMail[];
  /** Ends connections when this many bytes of a mail's body have come; 0: never. */
  dropAfterBytes: number;
  /** Runs before the server answers to a recipient: what happens in the world while a mail is on its way. */
  onRecipient: ((address: string) => Promise<void>) | null;
  /** Waits so long before it says yes to a mail. */
  answerDelayMs: number;
  stop(): Promise<void>;
}

interface Insides {
  connections: Set<{ id: string; _socket: Socket; session?: { id: string } }>;
}

/** A real SMTP server on a free port of 127.0.0.1, which misbehaves for some recipients. */
export async function startMailServer(
  options: { port?: number; user?: string; password?: string } = {},
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const state: Pick<MailServer, 'dropAfterBytes' | 'answerDelayMs' | 'onRecipient'> = {
    dropAfterBytes: 0,
    answerDelayMs: 0,
    onRecipient: null,
  };
  const socketOf = (id: string): Socket | undefined =>
    [...(server as unknown as Insides).connections].find((connection) => connection.id === id)?._socket;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', ...(options.user ? [] : (['AUTH'] as const))],
    authOptional: !options.user,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    maxClients: 1000,
    onAuth({ username, password }, _session, done) {
      if (username === options.user && password === options.password) done(null, { user: username });
      else done(reply(535, '5.7.8 Authentication failed'));
    },
    onRcptTo({ address }, session, done) {
      const said = words[wordOf(address)]?.({ socket: socketOf(session.id) }) ?? null;
      if (said === 'silence') return;
      void Promise.resolve(state.onRecipient?.(address)).then(() => done(said));
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      const chunks: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (state.dropAfterBytes && bytes >= state.dropAfterBytes) socketOf(session.id)?.destroy();
      });
      stream.on('end', () => {
        const said = dataWords[wordOf(to)]?.({ socket: socketOf(session.id) }) ?? null;
        if (!(said instanceof Error)) {
          received.push({ from, to, raw: Buffer.concat(chunks).toString('utf8'), connectionId: session.id });
        }
        if (said === 'silence') return;
        if (state.answerDelayMs) setTimeout(() => done(said), state.answerDelayMs);
        else done(said);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    settings: {
      host: '127.0.0.1',
      port,
      security: 'none',
      user: options.user ?? '',
      password: options.password ?? '',
    },
    received,
    get dropAfterBytes() {
      return state.dropAfterBytes;
    },
    set dropAfterBytes(bytes: number) {
      state.dropAfterBytes = bytes;
    },
    get onRecipient() {
      return state.onRecipient;
    },
    set onRecipient(work) {
      state.onRecipient = work;
    },
    get answerDelayMs() {
      return state.answerDelayMs;
    },
    set answerDelayMs(ms: number) {
      state.answerDelayMs = ms;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        for (const { _socket } of (server as unknown as Insides).connections) _socket.destroy();
        server.close(() => resolve());
      }),
  };
}
