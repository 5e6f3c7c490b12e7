import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { SmtpSettings } from '~/base/settings/shop-settings';

/**
 * What the server says at each step instead of yes: a whole reply line, `drop` to end the connection, `mute` to say nothing, or
 * `talk 250` to say for ever that there is more of this answer to come. */
export interface SmtpScript {
  readonly greeting?: string;
  readonly ehlo?: string;
  readonly auth?: string;
  readonly mail?: string;
  readonly rcpt?: string;
  readonly data?: string;
  readonly dot?: string;
}

export interface ScriptedServer {
  readonly settings: SmtpSettings;
  script: SmtpScript;
  /** Bodies that arrived whole, whatever was said of them. */
  readonly bodies: string[];
  /** How many connections are open. */
  readonly connected: number;
  stop(): Promise<void>;
}

const OFFERS_LOGIN = '250-mail.test\r\n250 AUTH PLAIN';

/** An SMTP server of a few lines that misbehaves where it is told to; well-behaved ones refuse to. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const bodies: string[] = [];
  const sockets = new Set<Socket>();
  const state: { script: SmtpScript } = { script: {} };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let text = '';
    let isBody = false;
    const say = (reply: string) => {
      const [, talked] = /^talk (\d+)$/.exec(reply) ?? [];
      if (talked) {
        const talk = setInterval(() => socket.write(`${talked}-There is more\r\n`), 100);
        socket.once('close', () => clearInterval(talk));
      } else if (reply === 'drop') socket.destroy();
      else if (reply !== 'mute' && !socket.destroyed) socket.write(`${reply}\r\n`);
    };
    const answer = (line: string) => {
      const { script } = state;
      if (/^EHLO|^HELO/i.test(line)) return say(script.ehlo ?? OFFERS_LOGIN);
      if (/^AUTH/i.test(line)) return say(script.auth ?? '235 2.7.0 Welcome');
      if (/^MAIL/i.test(line)) return say(script.mail ?? '250 2.1.0 OK');
      if (/^RCPT/i.test(line)) return say(script.rcpt ?? '250 2.1.5 OK');
      if (/^RSET|^NOOP/i.test(line)) return say('250 OK');
      if (/^QUIT/i.test(line)) return socket.end('221 Bye\r\n');
      if (!/^DATA/i.test(line)) return say('502 5.5.2 What?');
      isBody = script.data === undefined;
      return say(script.data ?? '354 Go on');
    };
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (;;) {
        const mark = isBody ? '\r\n.\r\n' : '\r\n';
        const end = text.indexOf(mark);
        if (end < 0) return;
        const part = text.slice(0, end);
        text = text.slice(end + mark.length);
        if (isBody) {
          isBody = false;
          bodies.push(part);
          say(state.script.dot ?? '250 2.0.0 Taken');
        } else answer(part);
      }
    });
    say(state.script.greeting ?? '220 mail.test');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { host: '127.0.0.1', port, security: 'none', user: '', password: '' },
    bodies,
    get connected() {
      return sockets.size;
    },
    get script() {
      return state.script;
    },
    set script(script: SmtpScript) {
      state.script = script;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
