import pino from 'pino';
import { env } from '~/env.server';

/**
 * Logs carry allow-listed fields only: ids, counts, states, codes and durations. Bodies, tokens, addresses and names have no
 * field to travel in; whatever else is passed is dropped, not masked.
 */
export interface LogFields {
  shopId?: bigint;
  customerId?: bigint;
  orderId?: bigint;
  messageId?: bigint;
  mailId?: bigint;
  inboxId?: bigint;
  taskId?: bigint;
  topic?: string;
  job?: string;
  kind?: string;
  state?: string;
  phase?: string;
  code?: string | number;
  count?: number;
  attempt?: number;
  durationMs?: number;
  port?: number;
  path?: string;
  status?: number;
  operation?: string;
  error?: unknown;
}

let root: pino.Logger | undefined;

function logger(): pino.Logger {
  root ??= pino({ level: env().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
  return root;
}

const allowed = [
  'shopId',
  'customerId',
  'orderId',
  'messageId',
  'mailId',
  'inboxId',
  'taskId',
  'topic',
  'job',
  'kind',
  'state',
  'phase',
  'code',
  'count',
  'attempt',
  'durationMs',
  'port',
  'path',
  'status',
  'operation',
] as const satisfies readonly (keyof LogFields)[];

function line(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of allowed) {
    const value = fields[name];
    if (value !== undefined) kept[name] = typeof value === 'bigint' ? String(value) : value;
  }
  if (fields.error !== undefined) kept.error = errorFields(fields.error);
  return kept;
}

/** Name, code and stack places of an error; never its message's data, which may quote a row or an address. */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const places = (error.stack ?? '')
    .split('\n')
    .filter((text) => text.trim().startsWith('at '))
    .slice(0, 8);
  return {
    name: error.name,
    code: (error as { code?: unknown }).code,
    at: places.map((place) => place.trim()),
  };
}

export const log = {
  debug: (message: string, fields: LogFields = {}) => logger().debug(line(fields), message),
  info: (message: string, fields: LogFields = {}) => logger().info(line(fields), message),
  warn: (message: string, fields: LogFields = {}) => logger().warn(line(fields), message),
  error: (message: string, fields: LogFields = {}) => logger().error(line(fields), message),
};
