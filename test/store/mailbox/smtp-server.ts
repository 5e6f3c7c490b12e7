import type { AddressInfo, Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MailStore, StoredMail } from './mail-store';
import type { ArmedFault, SmtpFault } from './smtp-faults';

export type StoreSmtp = {
  port: number;
  /** smtp://[user:password@]127.0.0.1:port */
  url: string;
  /** Arms a fault; the one before is forgotten. */
  misbehave: (fault: SmtpFault, options?: { times?: number; recipient?: string }) => void;
  recover: () => void;
  /** Every message that reached the end of its data, with what the client was told. */
  transactions: () => { messageId: string | null; to: string[]; outcome: string; at: number }[];
  stop: () => Promise<void>;
};

export type SmtpOptions = {
  mails: MailStore;
  now: () => number;
  port?: number;
  auth?: { user: string; pass: string };
};

/** A real SMTP server on 127.0.0.1 that delivers everything into the mailbox, and can be told to misbehave. */
export async function startSmtpServer(options: SmtpOptions): Promise<StoreSmtp> {
  const transactions: ReturnType<StoreSmtp['transactions']> = [];
  let armed: ArmedFault = { fault: { kind: 'none' }, times: null, recipient: null };

  /** The armed fault when it is of this kind and strikes here; counts down. */
  const strike = <K extends SmtpFault['kind']>(
    kind: K,
    to: string[] = [],
  ): Extract<SmtpFault, { kind: K }> | null => {
    if (armed.fault.kind !== kind) return null;
    if (armed.recipient !== null && !to.includes(armed.recipient.toLowerCase())) return null;
    const { fault } = armed;
    if (armed.times !== null) {
      armed.times--;
      if (armed.times <= 0) armed = { fault: { kind: 'none' }, times: null, recipient: null };
    }
    return fault as Extract<SmtpFault, { kind: K }>;
  };
  const refusalAt = (step: 'MAIL' | 'RCPT' | 'DATA', to: string[]): Error | null => {
    if (armed.fault.kind !== 'refuse' || armed.fault.at !== step) return null;
    const fault = strike('refuse', to);
    return fault ? smtpError(fault.code, fault.message) : null;
  };
  const pause = async () => {
    if (armed.fault.kind === 'slow') {
      const { delayMs } = armed.fault;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  };

  const sockets = new Map<number, Socket>();
  const cut = (session: SMTPServerSession) => sockets.get(session.remotePort)?.destroy();

  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> => {
    const to = session.envelope.rcptTo.map((one) => one.address.toLowerCase());
    if (strike('drop-mid-message', to)) {
      stream.once('data', () => cut(session));
      stream.resume();
      return new Promise(() => {});
    }
    const raw = await readAll(stream);
    await pause();
    const drop = strike('drop-after-dot', to);
    const refusal = refusalAt('DATA', to);
    const note = (messageId: string | null, outcome: string) =>
      transactions.push({ messageId, to, outcome, at: Date.now() });
    const mail = await readMail(raw, session, options.now());
    if (refusal) {
      note(mail.messageId, refusal.message);
      throw refusal;
    }
    if (!drop || drop.keeps) options.mails.add(mail);
    note(mail.messageId, drop ? (drop.keeps ? 'kept, then cut' : 'cut') : '250');
    if (drop) {
      cut(session);
      return new Promise(() => {});
    }
    return `2.0.0 Queued as ${transactions.length}`;
  };

  const server = new SMTPServer({
    banner: 'Local store mailbox',
    disabledCommands: options.auth ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    authOptional: options.auth === undefined,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    size: 30_000_000,
    disableReverseLookup: true,
    closeTimeout: 500,
    logger: false,
    onAuth: (auth, _session, done) => {
      const isRight = auth.username === options.auth?.user && auth.password === options.auth?.pass;
      if (isRight) done(null, { user: auth.username });
      else done(smtpError(535, '5.7.8 Authentication credentials invalid'));
    },
    onConnect: (_session, done) => {
      if (strike('down')) return done(smtpError(421, '4.3.2 The mail server is down'));
      pause().then(() => done(), done);
    },
    onMailFrom: (_address, _session, done) => {
      pause().then(() => done(refusalAt('MAIL', [])), done);
    },
    onRcptTo: (address, _session, done) => {
      pause().then(() => done(refusalAt('RCPT', [address.address.toLowerCase()])), done);
    },
    onData: (stream, session, done) => {
      receive(stream, session).then((message) => done(null, message), done);
    },
  });
  server.server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  server.on('error', () => {
    // Cut and reset lines are what the misbehaviour is for.
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  const login = options.auth
    ? `${encodeURIComponent(options.auth.user)}:${encodeURIComponent(options.auth.pass)}@`
    : '';
  return {
    port,
    url: `smtp://${login}127.0.0.1:${port}`,
    misbehave: (fault, { times, recipient } = {}) => {
      armed = { fault, times: times ?? null, recipient: recipient ?? null };
    },
    recover: () => {
      armed = { fault: { kind: 'none' }, times: null, recipient: null };
    },
    transactions: () => [...transactions],
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets.values()) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function smtpError(code: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode: code });
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function readMail(
  raw: Buffer,
  session: SMTPServerSession,
  now: number,
): Promise<Omit<StoredMail, 'id'>> {
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  const textOf = (value: { text: string } | { text: string }[] | undefined) =>
    value === undefined ? '' : Array.isArray(value) ? value.map((one) => one.text).join(', ') : value.text;
  return {
    receivedAt: now,
    envelopeFrom: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
    envelopeTo: session.envelope.rcptTo.map((one) => one.address),
    from: textOf(parsed.from),
    to: textOf(parsed.to),
    replyTo: parsed.replyTo ? textOf(parsed.replyTo) : null,
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? null,
    headers: parsed.headerLines.map(({ key, line }) => ({
      name: line.slice(0, key.length),
      value: line.slice(key.length + 1).trim(),
    })),
    html: parsed.html === false ? null : (parsed.html ?? null),
    text: parsed.text ?? null,
    raw: raw.toString('utf8'),
  };
}
