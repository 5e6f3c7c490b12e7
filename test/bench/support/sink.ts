import { type ChildProcess, spawn } from 'node:child_process';

/** A mail server that takes everything, in a process of its own; the bench ends it. */
export async function startSink(): Promise<{ port: number; process: ChildProcess }> {
  const child = spawn('node', ['--import', 'tsx', 'test/support/mail-sink.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve) =>
    child.stdout?.once('data', (data) => resolve(Number(String(data)))),
  );
  return { port, process: child };
}
