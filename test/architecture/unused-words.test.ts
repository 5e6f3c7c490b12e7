import { relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The compiler reads the whole app for it. */
const LIMIT_MS = 300_000;

test('every word of the panel is read somewhere', { timeout: LIMIT_MS }, () => {
  const program = programOf('app/');
  const sources = program.getSourceFiles().filter(({ fileName }) => pathOf(fileName).startsWith('app/'));
  const isEnglish = (source: ts.SourceFile) =>
    /^app\/base\/strings\/(en\/|panel-en)/.test(pathOf(source.fileName));
  const read: Read = { named: new Set(), chosen: new Set() };
  for (const source of sources) if (!isEnglish(source)) collectRead(source, read, program.getTypeChecker());
  const unread = sources
    .filter(isEnglish)
    .flatMap((source) => unreadIn(source, read).map((path) => `${pathOf(source.fileName)}: ${path}`));
  expect(read.named.size).toBeGreaterThan(1000);
  expect(unread).toEqual([]);
});

const pathOf = (fileName: string) => relative('.', fileName);

function programOf(folder: string): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, host);
  const files = config?.fileNames.filter((name) => pathOf(name).startsWith(folder)) ?? [];
  return ts.createProgram(files, { ...config?.options, skipLibCheck: true });
}

/** Where words are declared that are read: by their own name, and by a key that the program chooses. */
interface Read {
  readonly named: Set<ts.Node>;
  readonly chosen: Set<ts.Node>;
}

function collectRead(node: ts.Node, read: Read, checker: ts.TypeChecker): void {
  const typeOf = (at: ts.Node) => checker.getTypeAtLocation(at);
  const keep = (symbol: ts.Symbol | undefined, into = read.named) => {
    for (const declaration of symbol?.declarations ?? []) into.add(declaration);
  };
  const keepAll = (type: ts.Type) => {
    for (const property of type.getProperties()) keep(property, read.chosen);
  };
  if (ts.isPropertyAccessExpression(node)) keep(checker.getSymbolAtLocation(node.name));
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent))
    keep(typeOf(node.parent).getProperty((node.propertyName ?? node.name).getText()));
  if (ts.isElementAccessExpression(node)) {
    const key = typeOf(node.argumentExpression);
    if (key.isStringLiteral()) keep(typeOf(node.expression).getProperty(key.value));
    else keepAll(typeOf(node.expression));
  }
  // Of two objects that look alike, the compiler remembers one.
  if (ts.isConditionalExpression(node))
    for (const one of [node.whenTrue, node.whenFalse]) keepAll(typeOf(one));
  if (ts.isSpreadAssignment(node) || ts.isJsxSpreadAttribute(node)) keepAll(typeOf(node.expression));
  ts.forEachChild(node, (child) => collectRead(child, read, checker));
}

/** What a record holds cannot be told apart: it is read by a key alone. */
function unreadIn(node: ts.Node, read: Read, path = ''): string[] {
  if (ts.isAsExpression(node) || (ts.isVariableDeclaration(node) && node.type)) return [];
  const unread: string[] = [];
  ts.forEachChild(node, (child) => {
    const name = path && ts.isPropertyAssignment(child) ? `${path}.` : path;
    const at = ts.isPropertyAssignment(child) ? name + child.name.getText() : path;
    if (ts.isPropertyAssignment(child) && !isRead(child, read)) unread.push(at);
    else unread.push(...unreadIn(child, read, at));
  });
  return unread;
}

/** By itself, or as the same word of a sibling where the program chooses among siblings. */
function isRead(word: ts.PropertyAssignment, { named, chosen }: Read): boolean {
  if (named.has(word) || chosen.has(word)) return true;
  const above = word.parent.parent;
  if (!chosen.has(above) || !ts.isObjectLiteralExpression(above.parent)) return false;
  return above.parent.properties.some(
    (sibling) =>
      ts.isPropertyAssignment(sibling) &&
      ts.isObjectLiteralExpression(sibling.initializer) &&
      sibling.initializer.properties.some(
        (same) => named.has(same) && same.name?.getText() === word.name.getText(),
      ),
  );
}
