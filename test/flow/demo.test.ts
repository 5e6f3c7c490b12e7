import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../support/until';

let folder: string;
let demo: ChildProcess;
let said = '';

beforeAll(async () => {
  execFileSync(process.execPath, ['app/bootstrap.mjs', 'prepare'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  folder = await mkdtemp(join(tmpdir(), 'carafe-demo-'));
  // In a group of its own, so that all of it gets what a terminal sends at Ctrl-C.
  demo = spawn(process.execPath, ['app/bootstrap.mjs', 'demo', '--buyers', '60', '--folder', folder], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', VITEST: '' },
  });
  for (const stream of [demo.stdout, demo.stderr])
    stream?.on('data', (words: Buffer) => {
      said += words;
    });
}, 240_000);
afterAll(async () => {
  // As it ends by itself: its database is in no group of ours.
  if (demo.exitCode === null) {
    process.kill(-Number(demo.pid), 'SIGINT');
    await once(demo, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}, 60_000);

it('loads a real history, sends its first mails, says where to look, and ends all of it at Ctrl-C', async () => {
  const hasSent = () => /In the mailbox: [1-9]/.test(said);
  await until('the demo has sent', () => hasSent() || demo.exitCode !== null, 300_000).catch((error) => {
    throw new Error(`${error.message}; the demo said:\n${said}`);
  });
  expect(demo.exitCode, said).toBe(null);
  const address = (name: RegExp) => name.exec(said)?.[1] ?? '';
  const admin = address(/admin of the store +(http\S+)/);
  const mailbox = address(/customers' mailbox +(http\S+)/);
  for (const one of [admin, mailbox, address(/storefront +(http\S+)/)]) {
    const answer = await fetch(one, { headers: { 'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0' } });
    expect([one, answer.status]).toEqual([one, 200]);
  }
  expect(await (await fetch(mailbox)).text()).toContain('@example.');

  process.kill(-Number(demo.pid), 'SIGINT');
  const [code] = await once(demo, 'exit');
  expect(code, said).toBe(0);
  await expect(fetch(mailbox)).rejects.toThrow();
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
}, 360_000);
