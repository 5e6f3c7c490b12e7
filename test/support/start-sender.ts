import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'vite';

export interface SenderProcess {
  readonly process: ChildProcess;
  go(): void;
  /** Resolves when the process has said so on so many lines of its output. */
  says(line: string, times?: number): Promise<void>;
  /** SIGKILL: nothing of it runs any more when this resolves. */
  kill(): Promise<void>;
}

let built: Promise<string> | undefined;

/** The sender as one file, made as the build makes our processes: reading TypeScript anew is most of a process's start. */
function builtSender(): Promise<string> {
  built ??= (async () => {
    const outDir = resolve('node_modules', '.cache', `carafe-sender-${process.pid}`);
    await build({
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { '~': resolve('app') } },
      build: { ssr: 'test/support/sender-process.ts', outDir, emptyOutDir: true, target: 'es2022' },
    });
    return join(outDir, 'sender-process.js');
  })();
  return built;
}

/** Starts a sender on this test's database, clock and settings; it waits for `go`. */
export async function startSender(env: Record<string, string> = {}): Promise<SenderProcess> {
  const child = spawn(process.execPath, [await builtSender()], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, SWEEP_SECONDS: '0.2', ...env },
  });
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
    for (const look of waiting) look();
  });
  const says = (line: string, times = 1): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (output.split('\n').filter((said) => said === line).length < times) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      child.once('exit', (code) =>
        reject(new Error(`The sender ended with ${code} before it said "${line}"`)),
      );
      look();
    });
  await says('ready');
  return {
    process: child,
    go: () => void child.stdin.write('go\n'),
    says,
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}
