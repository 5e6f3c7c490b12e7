import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './postgres-server';

/** Is redis-server (or Valkey under that name) on this machine? CI must have it: there its absence fails. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.CI === 'true') throw new Error('CI needs redis-server: apt-get install redis-server');
    return false;
  }
}

export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** Forgets everything, as FLUSHALL does. */
  flush(): Promise<void>;
  /** Ends the server as a crash would: nothing is saved. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** A real Redis of its own on a free port, as Carafe wants it: noeviction, appendonly. */
export async function startRedis(...settings: string[]): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'carafe-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    const base = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    const safe = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
    child = spawn('redis-server', [...base, ...safe, ...settings], { stdio: 'ignore' });
    await untilItListens(port);
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    flush: async () => {
      const client = new Redis(`redis://127.0.0.1:${port}`);
      await client.flushall();
      client.disconnect();
    },
    kill,
    remove: async () => {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function untilItListens(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await pause(25);
    } finally {
      socket.destroy();
    }
  }
  throw new Error('redis-server did not start');
}
