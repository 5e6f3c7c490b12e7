import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** One of our processes as `npm run build` made it. */
export type Entry = 'server' | 'worker' | 'start' | 'migrate';

export interface RunningProcess {
  readonly child: ChildProcess;
  /** Ends it as an operator would; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

const LONGEST_GOODBYE_MS = 25_000;

/** Starts a process and waits until it says that it is ready. Rejects with its own words when it ends instead. */
export async function startProcess(
  entry: Entry,
  env: Record<string, string | undefined>,
  options: { quiet?: boolean } = {},
): Promise<RunningProcess> {
  const child = fork(join('build', 'server', `${entry}.js`), {
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    execArgv: [],
    stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4_000);
    if (!options.quiet) process.stderr.write(chunk);
  });
  const ready = await Promise.race([
    once(child, 'message').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  if (!ready) throw new Error(`The process "${entry}" did not start: ${said.trim()}`);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    // A process that was halted hears nothing but this.
    const lastResort = setTimeout(() => child.kill('SIGKILL'), LONGEST_GOODBYE_MS);
    await gone;
    clearTimeout(lastResort);
  };
  return { child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
