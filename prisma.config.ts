import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { defineConfig } from 'prisma/config';

/**
 * Prisma's command line with the JavaScript schema engine, so that nothing is downloaded.
 *
 * The engine reads catalogue columns of type `name` and friends, which the adapter cannot decode
 * (prisma/orm#27403). This client tells it that they are text, which they are on the wire.
 */
const TEXT = 25;
const TEXT_ARRAY = 1009;
const asText = new Map([
  [18, TEXT],
  [19, TEXT],
  [24, TEXT],
  [2205, TEXT],
  [2206, TEXT],
  [1002, TEXT_ARRAY],
  [1003, TEXT_ARRAY],
]);

function retype(result: unknown): unknown {
  for (const one of Array.isArray(result) ? result : [result]) {
    for (const field of (one as pg.QueryArrayResult)?.fields ?? []) {
      field.dataTypeID = asText.get(field.dataTypeID) ?? field.dataTypeID;
    }
  }
  return result;
}

class CatalogClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's query has twelve overloads; this passes all of them on
  override query(...args: any[]): any {
    const last = args.at(-1);
    if (typeof last === 'function') {
      args[args.length - 1] = (error: Error | null, result: unknown) =>
        last(error, error ? result : retype(result));
      return (super.query as (...rest: unknown[]) => unknown)(...args);
    }
    const pending = (super.query as (...rest: unknown[]) => unknown)(...args);
    return pending instanceof Promise ? pending.then(retype) : pending;
  }
}

/**
 * The adapter cuts a migration at every semicolon, which breaks a function's body. Here a script goes to the server
 * whole: the server parses it, and runs it as one transaction, so a migration that fails leaves nothing behind.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () =>
    new WholeScripts(
      new pg.Pool({
        connectionString: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL,
        Client: CatalogClient as typeof pg.Client,
      }),
    ),
});
