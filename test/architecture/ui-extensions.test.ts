import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extensionWords } from '../support/extensions/extension-words';

const valueIn = (toml: string, key: string) =>
  new RegExp(`^\\s*${key} = "([^"]*)"$`, 'm').exec(toml)?.[1] ?? '';

const extensions = readdirSync('extensions')
  .filter((folder) => existsSync(`extensions/${folder}/shopify.extension.toml`))
  .map((folder) => ({ folder, toml: readFileSync(`extensions/${folder}/shopify.extension.toml`, 'utf8') }))
  .filter(({ toml }) => valueIn(toml, 'type') === 'ui_extension')
  .map(({ folder, toml }) => ({
    folder,
    toml,
    handle: valueIn(toml, 'handle'),
    target: valueIn(toml, 'target'),
    module: valueIn(toml, 'module'),
  }));

/** The TypeScript of a folder and of all that it imports by a relative path. */
function sourceOf(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/from '(\.[^']*)'/g)].map(([, path = '']) => join(file, '..', path));
  const files = imports.flatMap((path) => [`${path}.tsx`, `${path}.ts`].filter((each) => existsSync(each)));
  return [text, ...files.map((each) => sourceOf(each, seen))].join('\n');
}

/** The keys of words that a source asks for; a key made of a variable stands for skip and undo. */
function wordsAskedBy(source: string): string[] {
  const fixed = [...source.matchAll(/word\('([a-zA-Z]+)'/g)].map(([, key = '']) => key);
  const decided = /word\(`\$\{action\}This`/.test(source) ? ['skip', 'undo', 'skipThis', 'undoThis'] : [];
  return [...new Set([...fixed, ...decided, 'name', 'description'])].sort();
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([hole]) => hole).sort();

describe('UI extensions', () => {
  it('are the blocks of customer, order and product, and the action of a segment', () => {
    expect(extensions.map(({ target }) => target).sort()).toEqual([
      'admin.customer-details.block.render',
      'admin.customer-segment-details.action.render',
      'admin.order-details.block.render',
      'admin.product-details.block.render',
    ]);
    expect(new Set(extensions.map(({ handle }) => handle)).size).toBe(extensions.length);
  });

  it.each(extensions)('$folder keeps Shopify’s rules', ({ folder, toml, handle, target, module }) => {
    expect(handle).toMatch(/^[a-z0-9-]{1,30}$/);
    const targets = 'node_modules/@shopify/ui-extensions/build/ts/surfaces/admin/targets';
    expect(existsSync(`${targets}/${target}.d.ts`), `${target} is a target`).toBe(true);
    expect(existsSync(join('extensions', folder, module))).toBe(true);
    const { version } = JSON.parse(readFileSync('node_modules/@shopify/ui-extensions/package.json', 'utf8'));
    const [year = '', month = ''] = String(version).split('.');
    expect(valueIn(toml, 'api_version')).toBe(`${year}-${month.padStart(2, '0')}`);
    expect(valueIn(toml, 'name')).toBe('t:name');
    for (const locale of ['en', 'de'] as const)
      expect(extensionWords(folder, locale).name?.length).toBeLessThanOrEqual(30);
    const { compilerOptions } = JSON.parse(readFileSync(`extensions/${folder}/tsconfig.json`, 'utf8'));
    expect(compilerOptions).toMatchObject({ jsx: 'react-jsx', jsxImportSource: 'preact' });
  });

  it.each(extensions)(
    '$folder has every word that it shows, in English and German, and no other',
    ({ folder, module }) => {
      const asked = wordsAskedBy(sourceOf(join('extensions', folder, module)));
      const english = extensionWords(folder, 'en');
      const german = extensionWords(folder, 'de');
      expect(Object.keys(english).sort()).toEqual(asked);
      expect(Object.keys(german).sort()).toEqual(asked);
      expect([english.locale, german.locale]).toEqual(['en', 'de']);
      for (const key of asked)
        expect(placeholders(german[key] ?? '')).toEqual(placeholders(english[key] ?? ''));
    },
  );

  it.each(extensions)('$folder talks to nobody but the app', ({ folder, module }) => {
    const source = sourceOf(join('extensions', folder, module));
    expect(source.match(/fetch\(/g)).toHaveLength(1);
    expect(source).not.toMatch(/https?:\/\/|shopify\.query|graphql/);
  });
});
