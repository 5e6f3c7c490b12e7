import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  buildClientSchema,
  getNamedType,
  type IntrospectionQuery,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { complianceTopics, trackedTopics } from '~/intake/webhooks/topics';

/** Every operation that the app sends, checked against Shopify's own schema and the scopes that it says they need. */
const data = JSON.parse(
  gunzipSync(readFileSync('test/fixtures/shopify-schema/admin_2026-10.json.gz')).toString(),
) as {
  data: IntrospectionQuery;
  offline_scopes: {
    items: { type: 'type' | 'field'; typeName: string; fieldName?: string; offlineScopes: string[] }[];
  };
};
const schema = buildClientSchema(data.data);
const toml = readFileSync('shopify.app.toml', 'utf8');

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)(operations|bulk-operations)\.ts$/.test(file),
);

async function operations(): Promise<{ name: string; text: string }[]> {
  const modules = await Promise.all(
    files.map(
      (file) => import(/* @vite-ignore */ join('../../app', file)) as Promise<Record<string, unknown>>,
    ),
  );
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => {
      if (typeof value === 'string' && /^\s*(query|mutation)\s/.test(value)) return [{ name, text: value }];
      const text = (value as { text?: unknown } | null)?.text;
      return typeof text === 'string' ? [{ name, text }] : [];
    }),
  );
}

const listOf = (key: string) =>
  [...(new RegExp(`${key}\\s*=\\s*\\[([^\\]]*)\\]`).exec(toml)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(
    ([, item]) => item ?? '',
  );
const granted = new Set((/scopes = "([^"]*)"/.exec(toml)?.[1] ?? '').split(',').map((scope) => scope.trim()));
const optional = new Set(listOf('optional_scopes'));
const covers = (scope: string) =>
  granted.has(scope) || optional.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));

function scopesOf(text: string): Map<string, string[]> {
  const info = new TypeInfo(schema);
  const needs = new Map<string, string[]>();
  const need = (place: string, scopes: string[] | undefined) =>
    scopes && scopes.length > 0 && needs.set(place, scopes);
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field: (node) => {
        const parent = info.getParentType()?.name;
        const type = info.getType();
        const named = type ? getNamedType(type).name : '';
        need(
          `${parent}.${node.name.value}`,
          data.offline_scopes.items.find(
            (item) => item.type === 'field' && item.typeName === parent && item.fieldName === node.name.value,
          )?.offlineScopes,
        );
        need(
          named,
          data.offline_scopes.items.find((item) => item.type === 'type' && item.typeName === named)
            ?.offlineScopes,
        );
      },
    }),
  );
  return needs;
}

describe('the Admin API', () => {
  it('is spoken through operations that are kept in files of their own', async () => {
    expect((await operations()).length).toBeGreaterThan(8);
    const strays = readdirSync('app', { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !files.includes(file) && !file.endsWith('operation.ts'))
      .filter((file) => /#graphql|\/\* GraphQL \*\//.test(readFileSync(join('app', file), 'utf8')));
    expect(strays).toEqual([]);
  });

  it('knows every field, argument and type of every operation', async () => {
    for (const { name, text } of await operations())
      expect(validate(schema, parse(text)).map(({ message }) => `${name}: ${message}`)).toEqual([]);
  });

  it('asks for no deprecated field', async () => {
    for (const { name, text } of await operations()) {
      const info = new TypeInfo(schema);
      const old: string[] = [];
      visit(
        parse(text),
        visitWithTypeInfo(info, {
          Field: () => {
            const field = info.getFieldDef();
            if (field?.deprecationReason) old.push(`${name}: ${field.name}`);
          },
        }),
      );
      expect(old).toEqual([]);
    }
  });

  it('needs no scope that shopify.app.toml does not ask for', async () => {
    const missing = (await operations()).flatMap(({ name, text }) =>
      [...scopesOf(text)].flatMap(([place, scopes]) =>
        scopes.some(covers) ? [] : [`${name}: ${place} needs one of ${scopes.join(', ')}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('shopify.app.toml', () => {
  it('names the topics that the door tracks, each one known to Shopify', () => {
    const topics = listOf('topics');
    expect(topics.sort()).toEqual([...trackedTopics].sort());
    const known = schema.getType('WebhookSubscriptionTopic');
    const values = new Set(known && 'getValues' in known ? known.getValues().map(({ name }) => name) : []);
    expect(topics.filter((topic) => !values.has(topic.toUpperCase().replace(/[/.]/g, '_')))).toEqual([]);
  });

  it('names the three compliance topics, and only under compliance_topics', () => {
    expect(listOf('compliance_topics').sort()).toEqual([...complianceTopics].sort());
  });

  it('is of the version that the app speaks', async () => {
    const { API_VERSION } = await import('~/intake/shopify/api-version');
    expect(toml).toContain(`api_version = "${API_VERSION}"`);
  });
});
