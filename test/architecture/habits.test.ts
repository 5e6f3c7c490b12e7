import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { queueOf } from '~/base/queue/job-types';
import { appFiles, isEdge, isServerFile } from './source-files';

const files = appFiles();
const breaking = (rule: RegExp, where: (path: string) => boolean) =>
  files.filter(({ path, code }) => where(path) && rule.test(code)).map(({ path }) => path);

describe('purity', () => {
  it('the model asks neither clock nor chance: days come in as numbers', () => {
    expect(
      breaking(/\bDate\b|Math\.random|performance\.now|crypto/, (path) =>
        path.startsWith('app/insight/model/'),
      ),
    ).toEqual([]);
  });

  it('a pure file asks neither clock nor chance', () => {
    const pure = (path: string) =>
      !isServerFile(path) && !isEdge(path) && !path.startsWith('app/components/');
    expect(breaking(/\bDate\.now\(|\bnew Date\(\)|Math\.random|performance\.now/, pure)).toEqual([]);
  });

  it('what time it is comes from the clock that a test can move', () => {
    expect(breaking(/\bnew Date\(\)/, (path) => path !== 'app/base/lib/clock.server.ts')).toEqual([]);
  });
});

describe('one place for each thing', () => {
  it('the environment is read in env.server.ts alone', () => {
    expect(breaking(/\bprocess\.env\b/, (path) => path !== 'app/env.server.ts')).toEqual([]);
  });

  it('looking across shops is left to a reviewed list', () => {
    expect(breaking(/\bacrossShops\(/, (path) => path !== 'app/db.server.ts')).toEqual(mayLookAcrossShops);
  });

  it('nobody but the database module opens connections as another role', () => {
    expect(breaking(/SET (LOCAL )?ROLE|RESET ROLE/i, (path) => path !== 'app/db.server.ts')).toEqual([]);
  });
});

describe('habits', () => {
  it('there are no barrels, and no folders that say nothing', () => {
    const names = files.map(({ path }) => path);
    expect(names.filter((path) => /\/index\.tsx?$/.test(path))).toEqual([]);
    expect(names.filter((path) => /\/(utils|helpers|services|managers|common)\//.test(path))).toEqual([]);
  });

  it('files are named in kebab-case; routes as Remix names them', () => {
    const named = /^app\/([a-z0-9-]+\/)*[a-z0-9-]+(\.server|\.d)?\.tsx?$/;
    expect(files.filter(({ path }) => !named.test(path) && !path.startsWith('app/routes/'))).toEqual([]);
  });

  it('exports have names, but for the modules that Remix asks a default of', () => {
    const remix = (path: string) =>
      path.startsWith('app/routes/') || /^app\/(root|entry\.server)\.tsx$/.test(path);
    expect(breaking(/^export default/m, (path) => !remix(path))).toEqual([]);
  });

  it('an address of the panel that only takes decisions has words for who opens it as a page', () => {
    const mute = files.filter(
      ({ path, code }) =>
        path.startsWith('app/routes/app.') &&
        /\baction\b/.test(code) &&
        !/\bloader\b|export default/.test(code),
    );
    expect(mute.map(({ path }) => path)).toEqual([]);
  });

  it('a page that fails to come anew is kept: each that loads something says so', () => {
    const pages = files.filter(
      ({ path, code }) =>
        path.startsWith('app/routes/app.') &&
        /ErrorPage as ErrorBoundary/.test(code) &&
        !path.endsWith('/app.$.tsx'),
    );
    expect(pages.length).toBeGreaterThan(10);
    const gone = pages.filter(({ code }) => !/keepShown as clientLoader/.test(code));
    expect(gone.map(({ path }) => path)).toEqual([]);
  });

  it('nothing prints but the log', () => {
    expect(breaking(/\bconsole\.\w+\(/, () => true)).toEqual([]);
  });
});

describe('jobs', () => {
  it('every job has a file of its name, of at most 20 lines of code', () => {
    const jobs = Object.keys(queueOf).sort();
    expect(readdirSync('app/jobs').sort()).toEqual(jobs.map((job) => `${job}.ts`));
    for (const { path, code } of files.filter((file) => file.path.startsWith('app/jobs/'))) {
      expect(
        code.split('\n').filter((line) => line.trim() && !line.startsWith('import')).length,
        path,
      ).toBeLessThanOrEqual(20);
    }
  });
});

describe('settings', () => {
  const schema = readFileSync('app/env.server.ts', 'utf8');
  const inSchema = [...schema.matchAll(/^ {2,4}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name);
  const forTests = ['APP_MODE', 'LOCAL_STORE_URL', 'CLOCK_FILE', 'SENDING_PAUSE_AT'];

  it('every setting is in .env.example and in the README', () => {
    expect(inSchema.length).toBeGreaterThan(20);
    const example = readFileSync('.env.example', 'utf8');
    const readme = readFileSync('README.md', 'utf8');
    for (const name of inSchema) {
      if (!forTests.includes(name)) expect(example, name).toMatch(new RegExp(`^${name}=`, 'm'));
      expect(readme, name).toContain(`\`${name}\``);
    }
  });
});

/** Each with its reason. A new name here is a decision: say why in the same commit. */
const mayLookAcrossShops = [
  'app/base/lib/readiness.server.ts', // migrations belong to no shop
  'app/insight/learning/pools/rebuild-shop.server.ts', // the shops whose model is to be made anew
  'app/intake/shops/install-shop.server.ts', // a shop that has no row yet
  'app/intake/shops/schedule-shops.server.ts', // which shops to reconcile, load or learn from
  'app/intake/shops/watch-restore.server.ts', // the database as a whole came from a backup
  'app/intake/webhooks/forget-unknown-shop.server.ts', // webhooks of a shop that was never installed
  'app/intake/webhooks/store-webhooks.server.ts', // a webhook names its shop by domain
  'app/office/dry-run/owed-dry-runs.server.ts',
  'app/office/first-run/owed-counts.server.ts',
  'app/office/pages/request/admin-request.server.ts', // a session token names its shop by domain
  'app/office/privacy/empty-shop.server.ts', // rows of a shop that no shop scope reaches any more
  'app/office/privacy/keep-retention.server.ts', // partitions hold all shops
  'app/office/privacy/redact-shop.server.ts', // a shop that no shop scope reaches any more
  'app/office/privacy/shop-tables.server.ts', // the database's own list of tables
  'app/outreach/change-plans/owed-batches.server.ts',
  'app/outreach/planning/find-owed.server.ts', // plans that are owed and lost their job
  'app/outreach/planning/hold-floods.server.ts', // kinds that would flood today
  'app/restored.ts', // every shop of a restored database
  'app/sending/claim-mail.server.ts', // the scan for what is due
  'app/sending/feed-queue.server.ts', // what falls due in a day
];

describe('dependencies', () => {
  it('the lock file names the packages of every platform, or npm ci refuses it', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const names = Object.keys(packages);
    const wanted = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !names.some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
  });

  it('the lock file names no registry', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved": "http');
  });
});
