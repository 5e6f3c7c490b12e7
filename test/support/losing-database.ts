import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * When the connection is lost: the database has not heard of the commit, or has carried it out and cannot say so.
 * `silent`: the commit is swallowed like the first, and the connection stays open without ever saying a word.
 */
export type LossAt = 'before-commit' | 'after-commit' | 'silent';

export interface LosingDatabase {
  readonly url: string;
  /** How often a connection was lost. */
  readonly losses: number;
  /** Loses the connection at the commit of so many transactions that ran the prepared statement of that name. */
  lose(statement: string, at: LossAt, times: number): void;
  stop(): Promise<void>;
}

const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1');

/** A way to the PostgreSQL at `url` on which connections are lost at chosen commits. */
export async function startLosingDatabase(url: string): Promise<LosingDatabase> {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let planned: { statement: string; at: LossAt; times: number } | null = null;
  let losses = 0;

  const server = createServer((client) => {
    const behind = connect(Number(port), hostname);
    let hasRun = false;
    let isAnswerLost = false;
    let isSilent = false;
    const end = () => {
      for (const socket of [client, behind]) {
        open.delete(socket);
        socket.destroy();
      }
    };
    for (const socket of [client, behind]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (chunk: Buffer) => {
      if (isSilent) return;
      if (planned && chunk.includes(planned.statement)) hasRun = true;
      const isCommit = chunk.includes(COMMIT);
      const isChosen = isCommit && hasRun;
      if (isCommit) hasRun = false;
      if (!isChosen || !planned || planned.times === 0) return void behind.write(chunk);
      planned.times -= 1;
      losses += 1;
      if (planned.at === 'before-commit') return end();
      if (planned.at === 'silent') {
        isSilent = true;
        return;
      }
      isAnswerLost = true;
      behind.write(chunk);
    });
    behind.on('data', (chunk: Buffer) => {
      if (isAnswerLost) end();
      else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(url);
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: own.toString(),
    get losses() {
      return losses;
    },
    lose: (statement, at, times) => {
      planned = { statement, at, times };
      losses = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
