// What runs before any dependency does: `node app/bootstrap.mjs <task> [arguments]`, on a machine that has only Node.
// It installs what is missing, builds what is older than its sources, and hands over. Plain JavaScript, nothing imported
// but Node's own modules.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Carafe needs Node 22 or newer (20.19 and later works); this is ${process.versions.node}.`);
  process.exit(1);
}

/** Sources of a build; a change in any of them makes the build old. */
const SOURCES = [
  'app',
  'public',
  'prisma/schema.prisma',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];
const BUILT = 'build/.sources';

/** A hash of names and contents: times say nothing in a clone or an image. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  };
  for (const path of paths) {
    if (!existsSync(path)) continue;
    let entries;
    try {
      entries = readdirSync(path, { recursive: true, withFileTypes: true });
    } catch {
      add(path);
      continue;
    }
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) add(file);
  }
  return hash.digest('hex');
}

const isCurrent = (stamp, expected) => existsSync(stamp) && readFileSync(stamp, 'utf8') === expected;

function run(file, args, env = {}) {
  const result = spawnSync(file, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Does node_modules hold what the lock file names? Packages for development are needed by whoever builds or tests. */
function isInstalled(withDevelopment) {
  const ledger = 'node_modules/.package-lock.json';
  if (!existsSync(ledger)) return false;
  const held = JSON.parse(readFileSync(ledger, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages);
  return wanted.every(([path, { version, dev, optional, devOptional, link }]) => {
    const spared = path === '' || link || optional || devOptional || (dev && !withDevelopment);
    return spared || held[path]?.version === version;
  });
}

function install({ withDevelopment = true } = {}) {
  if (isInstalled(withDevelopment)) return;
  console.log('Installing dependencies (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev']);
}

function generate() {
  // Prisma's client is made from the schema; without an install script of its own it is made here.
  const stamp = 'node_modules/.prisma/client/.carafe-schema';
  const wanted = fingerprint(['prisma/schema.prisma']);
  if (isCurrent(stamp, wanted)) return;
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Without any address Prisma cannot read its schema, and wants to fetch an engine that we do not use.
    env: {
      ...process.env,
      DATABASE_URL: 'postgresql://127.0.0.1/none',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  writeFileSync(stamp, wanted);
}

const isBuilt = () => isCurrent(BUILT, fingerprint(SOURCES));

function build() {
  console.log('Building …');
  rmSync('build', { recursive: true, force: true });
  run(process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'error'], {
    NODE_ENV: 'production',
  });
  writeFileSync(BUILT, fingerprint(SOURCES));
}

/** A process of the build, in this process: signals and exit codes are its own. */
async function become(entry) {
  process.env.NODE_ENV ??= 'production';
  const built = isBuilt();
  install({ withDevelopment: !built });
  generate();
  if (!built) build();
  await import(pathToFileURL(join(root, 'build', 'server', `${entry}.js`)).href);
}

function prepare() {
  install();
  generate();
  if (!isBuilt()) build();
}

/** A TypeScript script, in a process of its own that gets the terminal's signals as this one does. */
function script(path, args) {
  install();
  generate();
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the script as well, which does not mind being told twice.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

const [task, ...args] = process.argv.slice(2);
const tasks = {
  start: () => become('start'),
  web: () => become('server'),
  worker: () => become('worker'),
  migrate: () => become('migrate'),
  restored: () => become('restored'),
  rebuild: () => become('rebuild'),
  build: () => {
    install();
    generate();
    build();
  },
  prepare,
  demo: () => {
    prepare();
    script('test/support/demo.ts', args);
  },
  test: () => script('test/support/run-tests.ts', args),
};

const chosen = tasks[task];
if (!chosen) {
  console.error(`Say what to do: ${Object.keys(tasks).join(', ')}.`);
  process.exit(1);
}
await chosen();
