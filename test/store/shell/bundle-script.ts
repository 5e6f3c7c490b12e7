import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const made = new Map<string, Promise<string>>();

/** One of the store's browser programs as a classic script; made at the first request and kept. */
export function bundleScript(entry: 'app-bridge/main.ts' | 'admin/main.ts'): Promise<string> {
  const before = made.get(entry);
  if (before) return before;
  const making = bundle(entry);
  made.set(entry, making);
  return making;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['iife'], name: 'localStore' },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error(`Vite made nothing of ${entry}`);
  return chunk.code;
}
