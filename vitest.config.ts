import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const alias = { '~': fileURLToPath(new URL('./app', import.meta.url)) };
interface Project {
  name: string;
  withDatabase?: true;
  /** Its tests run the build. */
  withBuild?: true;
  testTimeout?: number;
  /** Its files share the modules that a worker has loaded: loading them took longer than the tests. */
  sharesModules?: true;
  /** Some of its tests try laws on made cases. */
  withProperties?: true;
  /** Groups run one after the other. */
  group: Group;
}
interface Group {
  order: number;
  filesAtATime: number;
}
const light: Group = { order: 0, filesAtATime: Math.max(2, availableParallelism() - 1) };
/** Each has a stack of processes: a browser, a machine that is killed. Two share two cores well; with three each takes thrice its time. */
const heavy: Group = { order: 1, filesAtATime: 2 };

/** Files that take minutes begin first: one that begins last would be waited for alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => Number(!moduleId.includes('/test/recovery/'));
    return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other));
  }
}

const projects: Project[] = [
  { name: 'unit', withProperties: true, sharesModules: true, group: light },
  { name: 'architecture', testTimeout: 180_000, group: light },
  { name: 'property', withProperties: true, withDatabase: true, testTimeout: 300_000, group: light },
  { name: 'integration', withDatabase: true, testTimeout: 60_000, group: light },
  { name: 'flow', withDatabase: true, testTimeout: 120_000, group: light },
  { name: 'recovery', withDatabase: true, withBuild: true, testTimeout: 300_000, group: heavy },
  { name: 'e2e', withDatabase: true, withBuild: true, testTimeout: 180_000, group: heavy },
];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: projects.map(
      ({ name, withProperties, withDatabase, withBuild, sharesModules, testTimeout = 60_000, group }) => ({
        resolve: { alias },
        test: {
          name,
          include: [`test/${name}/**/*.test.{ts,tsx}`],
          pool: 'forks' as const,
          isolate: !sharesModules,
          maxWorkers: group.filesAtATime,
          sequence: { groupOrder: group.order },
          testTimeout,
          hookTimeout: 120_000,
          // It imports the source of our extensions, which only vitest can read.
          server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
          globalSetup: [
            ...(withDatabase ? ['./test/support/postgres-server.ts'] : []),
            ...(withBuild ? ['./test/support/build-app.ts'] : []),
          ],
          setupFiles: [
            './test/support/test-env.ts',
            './test/support/overdue.ts',
            ...(withProperties ? ['./test/support/bounded-properties.ts'] : []),
            ...(withDatabase ? ['./test/support/test-database.ts'] : []),
          ],
        },
      }),
    ),
  },
});
