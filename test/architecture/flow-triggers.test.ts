import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Reason } from '~/base/vocabulary/reasons';
import { flowCall, flowHandles } from '~/sending/channels/flow/flow-payload';
import { fireFlowTrigger } from '~/sending/channels/flow/operations';
import type { LookMessage } from '~/sending/last-look';

interface Field {
  readonly type: string;
  readonly key?: string;
}

interface Trigger {
  readonly type: string;
  readonly handle: string;
  readonly name: string;
  readonly fields: readonly Field[];
}

/** The little of TOML that these files use: tables, arrays of tables and quoted values. */
function readTrigger(text: string): Trigger {
  const fields: Record<string, string>[] = [];
  const head: Record<string, string> = {};
  let table: Record<string, string> = head;
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (line === '[[settings.fields]]') {
      table = {};
      fields.push(table);
    }
    const match = /^(\w+) = "(.*)"$/.exec(line);
    if (match?.[1] && match[2] !== undefined) table[match[1]] = match[2];
    else if (line && !line.startsWith('[')) throw new Error(`Not understood: ${line}`);
  }
  const { type = '', handle = '', name = '' } = head;
  return {
    type,
    handle,
    name,
    fields: fields.map((field) => ({ type: field.type ?? '', ...(field.key ? { key: field.key } : {}) })),
  };
}

const triggers = readdirSync('extensions')
  .filter((folder) => existsSync(`extensions/${folder}/shopify.extension.toml`))
  .map((folder) => ({
    folder,
    ...readTrigger(readFileSync(`extensions/${folder}/shopify.extension.toml`, 'utf8')),
  }))
  .filter(({ type }) => type === 'flow_trigger');

/** Shopify's types of trigger fields: references carry no key, all others must. */
const referenceTypes = [
  'customer_reference',
  'order_reference',
  'product_reference',
  'product_variant_reference',
];
const valueTypes = [
  'boolean',
  'date_time',
  'email',
  'multi_line_text_field',
  'number_decimal',
  'single_line_text_field',
  'url',
];

const reasons: Reason[] = [
  {
    code: 'running-low',
    item: 'House Blend',
    ownGaps: 3,
    otherCustomers: 40,
    gapFromDays: 29,
    gapToDays: 33,
    lastOn: '2026-10-25',
    lastQuantity: 2,
    lastWas: 'delivered',
    runOutOn: '2026-11-30',
    runOutFromOn: '2026-11-27',
    runOutToOn: '2026-12-04',
    probability: 0.6,
    step: 1,
  },
  {
    code: 'warranty-expiry',
    item: 'Grinder',
    boughtOn: '2024-12-25',
    months: 24,
    endsOn: '2026-12-25',
    daysBefore: 30,
    restarted: false,
  },
];

function callFor(reason: Reason, customer: string | null = 'gid://shopify/Customer/42') {
  const message = { kind: reason.code, reason } as LookMessage;
  return flowCall(message, customer);
}

describe('Flow triggers', () => {
  it('are those that the channel fires', () => {
    expect(triggers.map(({ handle }) => handle).sort()).toEqual(Object.values(flowHandles).sort());
    for (const { folder, handle } of triggers) expect(folder).toBe(handle);
  });

  it.each(triggers)('$handle keeps Shopify’s rules', ({ handle, name, fields }) => {
    expect(handle).toMatch(/^[a-z0-9-]{1,30}$/);
    expect(name.length).toBeGreaterThan(0);
    expect(fields.filter(({ type }) => type === 'customer_reference')).toHaveLength(1);
    for (const { type, key } of fields) {
      if (referenceTypes.includes(type)) expect(key).toBeUndefined();
      else {
        expect(valueTypes).toContain(type);
        expect(key).toMatch(/^[A-Za-z\s]+$/);
      }
    }
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  });

  it.each(reasons)('the payload of $code is exactly what its trigger declares', (reason) => {
    const call = callFor(reason);
    const trigger = triggers.find(({ handle }) => handle === call?.handle);
    const declared = trigger?.fields.map(({ type, key }) =>
      type === 'customer_reference' ? 'customer_id' : key,
    );
    expect(Object.keys(call?.payload ?? {}).sort()).toEqual(declared?.sort());
    for (const { type, key } of trigger?.fields ?? []) {
      if (key) expect(typeof call?.payload[key]).toBe(type === 'number_decimal' ? 'number' : 'string');
    }
    expect(call?.payload.customer_id).toBe(42);
  });

  it('need a customer that Shopify knows, and stay far below the limit of 50,000 bytes', () => {
    expect(callFor(reasons[1] as Reason, null)).toBeNull();
    const long = { ...(reasons[1] as Reason & { code: 'warranty-expiry' }), item: 'x'.repeat(100_000) };
    expect(Buffer.byteLength(JSON.stringify(callFor(long)?.payload))).toBeLessThan(50_000);
  });

  it('are fired by an operation that Shopify’s schema knows', () => {
    const file = readFileSync('test/fixtures/shopify-schema/admin_2026-10.json.gz');
    const schema = buildClientSchema(JSON.parse(gunzipSync(file).toString()).data);
    expect(validate(schema, parse(fireFlowTrigger.text))).toEqual([]);
    expect(fireFlowTrigger.isRepeatable).toBe(false);
  });
});
