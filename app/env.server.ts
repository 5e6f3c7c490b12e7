import { z } from 'zod';

/**
 * The one place that reads the environment. A wrong setting stops the process at boot with a sentence that says
 * what to set; nothing else in app/ looks at process.env.
 */
const secret = (name: string) =>
  z
    .string({ error: `Set ${name}.` })
    .min(16, `${name} is too short to be a secret: set at least 16 characters.`);

const sealKeys = z
  .string({ error: 'Set SEAL_KEYS, for example k1:<32 random bytes in base64>.' })
  .transform((text, context) => {
    const keys = text.split(',').map((part) => {
      const colon = part.indexOf(':');
      return { id: part.slice(0, colon).trim(), key: Buffer.from(part.slice(colon + 1).trim(), 'base64') };
    });
    if (keys.some(({ id, key }) => !/^[a-z0-9]{1,8}$/.test(id) || key.length !== 32)) {
      context.addIssue({
        code: 'custom',
        message:
          'SEAL_KEYS is a list like k2:<base64>,k1:<base64>; each key is 32 bytes in base64. The first seals, all open.',
      });
      return z.NEVER;
    }
    return keys;
  });

const port = (fallback: number) => z.coerce.number().int().min(0).max(65535).default(fallback);

const postgresUrl = (name: string) =>
  z
    .string()
    .regex(/^postgres(ql)?:\/\//, `${name} must start with postgresql://.`)
    .optional();

const databaseShape = {
  DATABASE_URL: postgresUrl('DATABASE_URL'),
  DATABASE_OWNER_URL: postgresUrl('DATABASE_OWNER_URL'),
};

const schema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    APP_MODE: z.enum(['production', 'demo', 'test']).default('production'),
    ...databaseShape,
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(12),
    DATABASE_ANSWER_SECONDS: z.coerce.number().int().min(1).max(60).default(45),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//, 'REDIS_URL must start with redis:// or rediss://.')
      .optional(),
    DATA_DIR: z.string().default('.data'),
    SHOPIFY_API_KEY: z
      .string({ error: 'Set SHOPIFY_API_KEY: the client id of your app in the Partner Dashboard.' })
      .min(1),
    SHOPIFY_API_SECRET: secret('SHOPIFY_API_SECRET'),
    SHOPIFY_API_SECRET_PREVIOUS: z.string().min(16).optional(),
    SHOPIFY_APP_URL: z.url(
      'SHOPIFY_APP_URL must be the address under which Shopify and customers reach this app, like https://carafe.example.com.',
    ),
    SCOPES: z.string().optional(),
    SEAL_KEYS: sealKeys,
    HASH_KEY: secret('HASH_KEY'),
    HOST: z.string().default('127.0.0.1'),
    PORT: port(3000),
    OPS_HOST: z.string().default('127.0.0.1'),
    OPS_PORT: port(0).describe('health and metrics of this process; 0 turns it off'),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'SMTP_URL must start with smtp:// or smtps://.')
      .optional(),
    MAIL_FROM: z.email().optional(),
    MAIL_SERVERS_ANYWHERE: z
      .enum(['true', 'false'], 'MAIL_SERVERS_ANYWHERE is true or false.')
      .default('false')
      .transform((text) => text === 'true'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    SWEEP_SECONDS: z.coerce.number().min(0.2).max(60).default(30),
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(200).default(16),
    LOCAL_STORE_URL: z.url().optional(),
    CLOCK_FILE: z.string().optional(),
    SENDING_PAUSE_AT: z
      .enum(['claimed', 'connecting', 'envelope', 'body', 'committing', 'dot', 'answered'])
      .optional()
      .describe('tests only: the sender stops there, so that a test can kill it'),
  })
  .superRefine((env, context) => {
    const refuse = (path: keyof typeof env, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (env.SENDING_PAUSE_AT && env.APP_MODE !== 'test')
      refuse('SENDING_PAUSE_AT', 'SENDING_PAUSE_AT stops the sender and is for tests only: unset it.');
    if (env.APP_MODE !== 'production') return;
    if (env.LOCAL_STORE_URL)
      refuse(
        'LOCAL_STORE_URL',
        'LOCAL_STORE_URL is for the demo and for tests: unset it, or set APP_MODE=demo.',
      );
    if (env.CLOCK_FILE)
      refuse('CLOCK_FILE', 'CLOCK_FILE moves the clock and is for the demo and for tests: unset it.');
    if (!env.SHOPIFY_APP_URL.startsWith('https://'))
      refuse('SHOPIFY_APP_URL', 'SHOPIFY_APP_URL must start with https:// in production.');
    for (const name of ['SHOPIFY_API_SECRET', 'HASH_KEY'] as const) {
      if (/^(.)\1*$|changeme|change-me|secret|password|example|demo/i.test(env[name])) {
        refuse(
          name,
          `${name} looks like a placeholder: set a random one, for example from "openssl rand -base64 32".`,
        );
      }
    }
    if (env.SEAL_KEYS.some(({ key }) => new Set(key).size < 8)) {
      refuse(
        'SEAL_KEYS',
        'SEAL_KEYS holds a key that is not random: make one with "openssl rand -base64 32".',
      );
    }
  });

export type Env = z.infer<typeof schema>;

/** Reads and checks the settings. Throws an Error whose message is fit to print as it stands. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  return parseWith(schema, source);
}

function parseWith<T>(settings: z.ZodType<T>, source: Record<string, string | undefined>): T {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = settings.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `- ${issue.message.includes(name) || !name ? issue.message : `${name}: ${issue.message}`}`;
  });
  throw new Error(
    `Carafe cannot start with these settings:\n${[...new Set(lines)].join('\n')}\nSee .env.example and README.md, "Configuration".`,
  );
}

let parsed: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Of the settings only the database's, for bringing it up to date where no others are set. */
export function databaseSettings(): Pick<Env, 'DATABASE_URL' | 'DATABASE_OWNER_URL'> {
  return parseWith(z.object(databaseShape), process.env);
}

/** What a process that we start sees: our environment and what we add to it. */
export function childEnvironment(added: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...added };
}
