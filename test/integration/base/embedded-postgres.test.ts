import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '~/base/lib/embedded-postgres.server';
import { onServer } from '../../support/postgres-server';
import { until } from '../../support/until';

let folder: string;
let running: EmbeddedPostgres | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carafe-embedded-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const ask = (text: string) =>
  onServer(running?.url ?? '', async (client) => (await client.query(text)).rows[0]);
const answers = () =>
  ask('SELECT 1').then(
    () => true,
    () => false,
  );
const serverPid = () =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('the embedded PostgreSQL', () => {
  it('keeps what it was told, behind a password that only we can read, as an owner without special rights', async () => {
    running = await startEmbeddedPostgres(folder);
    await ask('CREATE TABLE kept AS SELECT 42 AS answer');
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
    expect(await ask('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user')).toEqual({
      rolsuper: false,
      rolbypassrls: false,
    });
    await running.stop();
    running = await startEmbeddedPostgres(folder);
    expect(await ask('SELECT answer FROM kept')).toEqual({ answer: 42 });
  }, 60_000);

  it('refuses a second start on its folder with a sentence', async () => {
    running = await startEmbeddedPostgres(folder);
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/already runs on .* Stop it first/);
  }, 60_000);

  it('a server that is killed comes back on its port, with its data', async () => {
    running = await startEmbeddedPostgres(folder);
    await ask('CREATE TABLE kept AS SELECT 1 AS answer');
    process.kill(serverPid(), 'SIGKILL');
    await until('it is gone', async () => !(await answers()));
    await until('it is back', answers);
    expect(await ask('SELECT answer FROM kept')).toEqual({ answer: 1 });
  }, 60_000);

  it('a lock of a process that is gone, and a half-made folder, stop nobody', async () => {
    writeFileSync(join(folder, 'lock'), '999999 1 another-boot');
    mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true });
    running = await startEmbeddedPostgres(folder);
    expect(await answers()).toBe(true);
    expect(existsSync(join(folder, 'postgres.new'))).toBe(false);
  }, 60_000);
});
