import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = 'app/base/strings';
const modules = import.meta.glob<Record<string, unknown>>('../../../app/base/strings/{panel-*,*/*}.ts');
const files = [...readdirSync(`${folder}/en`).map((name) => `en/${name}`), 'panel-en.ts'];

/** Limits, bounds and what is asked only of more than one; and where German says “1 anderem Kunden”. */
const neverOfOne = [
  ...[
    'comparison.tooFew',
    'lift.rule',
    'would.leftOut',
    'closed.tooMany',
    'languages.amongNewest',
    'flood.about',
  ],
  ...[
    'queue.sure.',
    'queue.bringForward',
    'queue.sendNowMatching',
    'home.sent.reasons',
    'home.waiting.all',
    'warmUp',
    'settings.smtp.perDay',
  ],
  ...[
    'softOptIn.effectOfNewest',
    'paused.effectOfFirst',
    'cut:',
    'reasons:',
    'noReason:',
    'customer.supplies.learnt',
  ],
];

test.each(['en', 'de'] as const)('nothing is told of one as of many (%s)', async (locale) => {
  const wrong = wordsOfMany(locale);
  const said: string[] = [];
  for (const english of files) {
    const file = english.replace('en/', `${locale}/`).replace('panel-en', `panel-${locale}`);
    const words = Object.values((await modules[`../../../${folder}/${file}`]?.()) ?? {});
    for (const { path, kinds } of functionsIn(english)) {
      const say = words.map((all) => at(all, path)).find((found) => typeof found === 'function');
      const ones = kinds.map((kind) => (kind === 'number' ? 1 : kind === 'string' ? '1' : undefined));
      if (say && !ones.includes(undefined)) said.push(`${file} ${path.join('.')}: ${say(...ones)}`);
    }
  }
  expect(said.length).toBeGreaterThan(250);
  const doubtful = said.filter((sentence) => wrong.test(sentence));
  expect(doubtful.filter((sentence) => !neverOfOne.some((path) => sentence.includes(` ${path}`)))).toEqual(
    [],
  );
});

/** What our own words call many of, behind a 1: "1 mails", "1 planned messages", "1 of them were". */
function wordsOfMany(locale: 'en' | 'de'): RegExp {
  const code = files.map((file) =>
    readFileSync(
      `${folder}/${file.replace('en/', `${locale}/`).replace('panel-en', `panel-${locale}`)}`,
      'utf8',
    ),
  );
  const pairs = code.join('\n').matchAll(/(?:many|viele|counted)\(\s*[^,]+,\s*'([^']+)',\s*'([^']+)'/g);
  const plural = new Set<string>();
  for (const [, one = '', more = ''] of pairs) {
    const word = more.split(' ').find((word, at) => word !== one.split(' ')[at]);
    if (word && word !== 'weitere') plural.add(word);
  }
  // German says "von 1 Kunden" and "an 1 Kunden" of one.
  return new RegExp(
    `(?<!(?:von|an|für) )\\b1 (?:\\p{Ll}[\\p{L}-]* )?(?:${[...plural].join('|')})(?![\\p{L}])`,
    'u',
  );
}

interface Told {
  readonly path: readonly string[];
  readonly kinds: readonly string[];
}

/** The functions of a file of words, with the kinds of what they take; only the English ones name them. */
function functionsIn(file: string): Told[] {
  const source = ts.createSourceFile(file, readFileSync(`${folder}/${file}`, 'utf8'), ts.ScriptTarget.Latest);
  const found: Told[] = [];
  const walk = (node: ts.Node, path: readonly string[]): void => {
    const name =
      ts.isPropertyAssignment(node) && 'text' in node.name ? [...path, String(node.name.text)] : path;
    if (ts.isPropertyAssignment(node) && ts.isArrowFunction(node.initializer))
      found.push({
        path: name,
        kinds: node.initializer.parameters.map(({ type }) => type?.getText(source) ?? ''),
      });
    else ts.forEachChild(node, (child) => walk(child, name));
  };
  walk(source, []);
  return found;
}

function at(words: unknown, path: readonly string[]): ((...given: unknown[]) => string) | undefined {
  return path.reduce<unknown>(
    (within, key) => (within as Record<string, unknown> | undefined)?.[key],
    words,
  ) as never;
}
