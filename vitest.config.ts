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
}

const projects: Project[] = [
  { name: 'unit' },
  { name: 'architecture', testTimeout: 60_000 },
  { name: 'property', withDatabase: true, testTimeout: 120_000 },
  { name: 'integration', withDatabase: true, testTimeout: 30_000 },
  { name: 'flow', withDatabase: true, testTimeout: 120_000 },
  { name: 'recovery', withDatabase: true, testTimeout: 300_000 },
  { name: 'e2e', withDatabase: true, testTimeout: 180_000 },
];

export default defineConfig({
  test: {
    projects: projects.map(({ name, withDatabase, testTimeout = 15_000 }) => ({
      resolve: { alias },
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        pool: 'forks' as const,
        testTimeout,
        hookTimeout: 120_000,
        // It imports the source of our extensions, which only vitest can read.
        server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
        ...(withDatabase ? database : { setupFiles: [env] }),
      },
    })),
  },
});
