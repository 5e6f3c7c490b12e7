import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '~': fileURLToPath(new URL('./app', import.meta.url)) };
const env = './test/support/test-env.ts';
const database = {
  globalSetup: ['./test/support/postgres-server.ts'],
  setupFiles: [env, './test/support/test-database.ts'],
};

interface Project {
  name: string;
  withDatabase?: true;
  testTimeout?: number;
  /** Runs after the others and alone: a browser or a machine that is being killed needs the whole computer. */
  isHeavy?: true;
}

const projects: Project[] = [
  { name: 'unit' },
  { name: 'architecture', testTimeout: 180_000 },
  { name: 'property', withDatabase: true, testTimeout: 300_000 },
  { name: 'integration', withDatabase: true, testTimeout: 60_000 },
  { name: 'flow', withDatabase: true, testTimeout: 120_000 },
  { name: 'recovery', withDatabase: true, testTimeout: 300_000, isHeavy: true },
  { name: 'e2e', withDatabase: true, testTimeout: 180_000, isHeavy: true },
];

export default defineConfig({
  test: {
    projects: projects.map(({ name, withDatabase, testTimeout = 60_000, isHeavy }) => ({
      resolve: { alias },
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        pool: 'forks' as const,
        maxWorkers: isHeavy ? 1 : Math.max(2, availableParallelism() - 1),
        sequence: { groupOrder: isHeavy ? 1 : 0 },
        testTimeout,
        hookTimeout: 120_000,
        // It imports the source of our extensions, which only vitest can read.
        server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
        ...(withDatabase ? database : { setupFiles: [env] }),
      },
    })),
  },
});
