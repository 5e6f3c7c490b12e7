import { execFileSync } from 'node:child_process';

/** Builds the app if its sources are newer: once, before any of the tests that run the build starts. */
export default function buildApp(): void {
  execFileSync(process.execPath, ['app/bootstrap.mjs', 'prepare'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
