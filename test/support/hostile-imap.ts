import { type AddressInfo, createServer, type Socket } from 'node:net';

/**
 * What is wrong with the server: one mail's `literal` without end, a `line` without end, an answer that never ends but
 * always goes on (`talk`), a `greeting` of a megabyte, or nothing but a hundred mails as large as we ask for (`heavy`).
 */
export type Hostility = 'literal' | 'line' | 'talk' | 'greeting' | 'heavy';

export interface HostileImap {
  readonly port: number;
  /** Bytes that anybody took from it. */
  readonly taken: number;
  /** How many connections are open. */
  readonly connected: number;
  stop(): Promise<void>;
}

const FLOOD_BYTES = 200_000_000;
const CHUNK = Buffer.alloc(1_000_000, '1');
const HEAVY_MAILS = Array.from({ length: 100 }, (_, index) => index + 1).join(' ');

/** An IMAP server of a few lines, with any user and password, that misbehaves on purpose. */
export async function startHostileImap(how: Hostility): Promise<HostileImap> {
  const sockets = new Set<Socket>();
  let gone = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      gone += socket.bytesWritten - socket.writableLength;
      sockets.delete(socket);
    });
    const say = (line: string) => socket.write(`${line}\r\n`);
    const answer = async (line: string) => {
      const [tag, command = '', ...rest] = line.split(' ');
      const done = () => say(`${tag} OK done`);
      switch (command === 'UID' ? `UID ${rest[0]}` : command) {
        case 'CAPABILITY':
          say('* CAPABILITY IMAP4rev1');
          return done();
        case 'EXAMINE':
          say('* 100 EXISTS');
          say('* OK [UIDVALIDITY 7] x');
          say('* OK [UIDNEXT 101] x');
          return say(`${tag} OK [READ-ONLY] done`);
        case 'UID SEARCH': {
          if (how === 'line') {
            socket.write('* SEARCH ');
            return flood(socket);
          }
          if (how === 'talk') {
            const talk = setInterval(() => say('* OK still here'), 50);
            return socket.once('close', () => clearInterval(talk));
          }
          say(`* SEARCH ${how === 'heavy' ? HEAVY_MAILS : '10'}`);
          return done();
        }
        case 'UID FETCH': {
          const bytes = how === 'literal' ? FLOOD_BYTES : 400_000;
          socket.write(`* 1 FETCH (UID ${rest[1]} BODY[]<0> {${bytes}}\r\n`);
          if (how === 'literal') return flood(socket);
          socket.write(Buffer.alloc(bytes, 'x'));
          say(')');
          return done();
        }
        case 'LOGOUT':
          say('* BYE');
          done();
          return socket.end();
        default:
          return done();
      }
    };
    let text = '';
    socket.on('data', (chunk) => {
      const lines = (text + chunk.toString('latin1')).split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) void answer(line);
    });
    say(`* OK [CAPABILITY IMAP4rev1] ${how === 'greeting' ? CHUNK : 'ready'}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get taken() {
      return [...sockets].reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, gone);
    },
    get connected() {
      return sockets.size;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function flood(socket: Socket): Promise<void> {
  for (let sent = 0; sent < FLOOD_BYTES && !socket.destroyed; sent += CHUNK.length) {
    if (!socket.write(CHUNK))
      await new Promise<void>((resolve) => {
        socket.once('drain', resolve);
        socket.once('close', resolve);
      });
  }
}
