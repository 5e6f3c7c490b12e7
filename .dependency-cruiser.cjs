// The house's seven floors, as data: a floor uses what stands below it, and on one floor the order is drawn too.
// README, "Folders", says it in words. Change both when the design outgrows them.

const floors = [
  // [floor, folders from the lowest to the highest; each may use those before it]
  ['base', [['lib'], ['vocabulary'], ['strings'], ['settings', 'queue']]],
  ['intake', [['shopify'], ['webhooks'], ['customers', 'products'], ['orders'], ['shops'], ['imports']]],
  // A bounce, a spam report or a reply may end writing to an address: inbound stands on suppressions.
  ['care', [['suppressions'], ['inbound', 'people'], ['answers'], ['commitments'], ['tasks']]],
  ['insight', [['model'], ['learning']]],
  ['outreach', [['kinds'], ['templates'], ['outbox'], ['planning'], ['change-plans']]],
  ['sending', [['channels'], ['domain']]],
  ['office', [['privacy', 'reports'], ['pages'], ['blocks', 'dry-run'], ['first-run']]],
];

const names = floors.map(([name]) => name);
const folder = (parts) => `^app/(${parts.join('|')})/`;

/** A floor never uses the floors above it. */
const upwards = names.slice(0, -1).map((name, at) => ({
  name: `${name}-stays-below`,
  severity: 'error',
  comment: `${name} may use the floors below it only: ${names.slice(0, at).join(', ') || 'none'}.`,
  from: { path: `^app/${name}/` },
  to: { path: folder(names.slice(at + 1)) },
}));

/** On one floor a folder never uses those that are drawn above it, nor its neighbours. */
const sideways = floors.flatMap(([name, order]) =>
  order.flatMap((level, at) =>
    level.map((own) => {
      const others = [...level.filter((one) => one !== own), ...order.slice(at + 1).flat()];
      return others.length === 0
        ? null
        : {
            name: `${name}-${own}-keeps-its-place`,
            severity: 'error',
            comment: `Inside ${name}, ${own} may not use ${others.join(', ')}.`,
            from: { path: `^app/${name}/${own}/` },
            to: { path: `^app/${name}/(${others.join('|')})/` },
          };
    }),
  ),
);

module.exports = {
  forbidden: [
    ...upwards,
    ...sideways.filter(Boolean),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Data climbs the stairs once.',
      from: { path: '^(app|test)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-files-stay-pure',
      severity: 'error',
      comment: 'x.ts is pure; x.server.ts touches the world. Types of a .server file may be named.',
      from: {
        path: folder(names),
        pathNot: ['\\.server\\.tsx?$'],
      },
      to: {
        path: ['\\.server\\.tsx?$', '^node_modules/(@prisma|bullmq|ioredis|pg|@shopify|nodemailer)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-files-do-no-io',
      severity: 'error',
      comment: 'A pure file asks no disk, network or process.',
      from: { path: folder(names), pathNot: ['\\.server\\.tsx?$', '^app/outreach/templates/render-worker\\.ts$'] },
      to: {
        path: '^(node:)?(fs|fs/promises|net|http|https|http2|dns|tls|child_process|worker_threads|process|os|timers/promises)$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-queue-has-one-home',
      severity: 'error',
      comment: 'base/queue is the only home of bullmq and ioredis.',
      from: { path: '^app/', pathNot: '^app/base/queue/' },
      to: { path: '^node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'mail-libraries-stay-in-their-folders',
      severity: 'error',
      comment: 'Mail leaves through sending/channels and is read in care/inbound.',
      from: { path: '^app/', pathNot: '^app/(sending/channels|care/inbound)/' },
      to: { path: '^node_modules/(nodemailer|imapflow|mailparser)/' },
    },
    {
      name: 'edges-use-floors-only',
      severity: 'error',
      comment: 'routes/ and jobs/ call a step of a floor; they never touch the database or the queue themselves.',
      from: { path: '^app/(routes|jobs)/' },
      to: { path: ['^app/db\\.server\\.ts$', '^node_modules/(@prisma|bullmq|ioredis|pg|nodemailer)/'] },
    },
    {
      name: 'nobody-imports-the-edges',
      severity: 'error',
      comment: 'Only the entries import jobs; the build imports routes.',
      from: { path: '^app/', pathNot: '^app/((server|worker|start|migrate|restored|model-stream|root|entry\\.server)\\.tsx?$)' },
      // A form may name the type of the action that answers it.
      to: { path: '^app/(routes|jobs)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-are-views',
      severity: 'error',
      comment: 'Data in, markup out: components use vocabulary, strings and lib, and types of the rest.',
      from: { path: '^app/components/' },
      to: {
        path: ['^app/(intake|care|insight|outreach|sending|office|routes|jobs)/', '^app/base/(queue|settings)/', '\\.server\\.tsx?$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-store-knows-nothing-of-the-app',
      severity: 'error',
      comment: 'The local store stands in for Shopify; it must not share our mistakes.',
      from: { path: '^test/store/' },
      to: { path: '^app/' },
    },
    {
      name: 'the-app-knows-nothing-of-tests',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-missing-modules',
      severity: 'error',
      from: { path: '^app/' },
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\.css\\?url$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^build/', '^test/fixtures/', '/\\.scratch/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
