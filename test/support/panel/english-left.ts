import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';

const folder = 'app/base/strings';

let english: ReadonlySet<string> | undefined;

/** What the panel's frame says that is no German: English words, and what no reader should ever see. */
export async function englishLeft(frame: Frame, own: readonly string[] = []): Promise<string[]> {
  english ??= onlyEnglish();
  const known = english;
  const texts = await frame.evaluate(() => {
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style, textarea, .Polaris-TextField__Resizer, pre, code'))
        said.push(node.textContent ?? '');
    const names = ['aria-label', 'placeholder', 'title', 'alt'];
    for (const one of document.querySelectorAll(names.map((name) => `[${name}]`).join()))
      for (const name of names) said.push(one.getAttribute(name) ?? '');
    return said;
  });
  const bare = (text: string) =>
    own.reduce((rest, name) => rest.replaceAll(name, ' '), text.replace(/\S+@\S+/g, ' '));
  return texts.filter(
    (text) =>
      /\bundefined\b|\bNaN\b|Invalid Date|\[object/.test(text) ||
      words(bare(text)).some((word) => known.has(word)),
  );
}

/** Words that the English strings have and the German ones have not. */
function onlyEnglish(): ReadonlySet<string> {
  const german = wordsOf('de');
  return new Set([...wordsOf('en')].filter((word) => !german.has(word)));
}

function wordsOf(locale: 'en' | 'de'): Set<string> {
  const files = [
    `panel-${locale}.ts`,
    `reasons-${locale}.ts`,
    ...readdirSync(join(folder, locale)).map((name) => join(locale, name)),
  ];
  const code = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return new Set(words(code.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/^\s*\/\/.*$/gm, ' ')));
}

const words = (text: string) => (text.match(/[\p{L}’]+/gu) ?? []).map((word) => word.toLowerCase());
