import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The folder whose `build/` the browser tests run: CARAFE_BUILD_ROOT where a build was made already, else this one,
 * built now.
 */
export async function builtApp(): Promise<string> {
  const given = process.env.CARAFE_BUILD_ROOT;
  if (given && existsSync(join(given, 'build', 'server', 'server.js'))) return given;
  await promisify(execFile)('node', ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], {
    env: { ...process.env, NODE_ENV: 'production' },
    maxBuffer: 20_000_000,
  });
  return process.cwd();
}
