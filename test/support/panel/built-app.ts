import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The folder whose `build/` the browser tests run: this one, built now if its sources are newer. */
export async function builtApp(): Promise<string> {
  await promisify(execFile)(process.execPath, ['app/bootstrap.mjs', 'prepare'], { maxBuffer: 20_000_000 });
  return process.cwd();
}
