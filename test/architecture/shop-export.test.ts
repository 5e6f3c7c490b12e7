import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openedColumns, tablesLeftOut, withheldColumns } from '~/office/privacy/export-columns';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** The tables of the Prisma schema under their names in the database. */
function tables(): { readonly name: string; readonly columns: readonly Column[] }[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, model = '', body = '']) => ({
    name: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model,
    columns: [...body.matchAll(/^ {2}(\w+)\s+(\w+)(?:\[\]|\?)?.*$/gm)].map(
      ([line, field = '', type = '']) => ({
        name: /@map\("(\w+)"\)/.exec(line)?.[1] ?? field,
        type,
      }),
    ),
  }));
}

const all = tables();
const columns = all.flatMap(({ name, columns: own }) =>
  own.map((column) => ({ ...column, path: `${name}.${column.name}` })),
);
const isLeftOut = (path: string) => path.slice(0, path.indexOf('.')) in tablesLeftOut;
const isDecided = (path: string) => openedColumns.has(path) || path in withheldColumns || isLeftOut(path);

describe('the export of a whole shop', () => {
  it('knows the schema', () => {
    expect(all.length).toBeGreaterThan(45);
    expect(columns.length).toBeGreaterThan(400);
  });

  it('has every table that has a shop, and names the others with the reason', () => {
    const without = all.filter(({ columns: own }) => !own.some(({ name }) => name === 'shop_id'));
    expect(without.map(({ name }) => name).sort()).toEqual([...Object.keys(tablesLeftOut), 'shop'].sort());
    for (const name of Object.keys(tablesLeftOut)) {
      expect(
        without.map((one) => one.name),
        name,
      ).toContain(name);
      expect(tablesLeftOut[name], name).not.toBe('');
    }
  });

  it('opens or withholds each column of bytes by a decision', () => {
    expect(columns.filter(({ type, path }) => type === 'Bytes' && !isDecided(path))).toEqual([]);
  });

  it('withholds passwords, keys and tokens, whatever their type', () => {
    const secret = /password|secret|token|smtp|inbound_sealed|_url_sealed|_hash$/;
    const found = columns.filter(({ name }) => secret.test(name)).map(({ path }) => path);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((path) => !(path in withheldColumns) && !isLeftOut(path))).toEqual([]);
  });

  it('decides about columns that there are, and about each once', () => {
    const there = new Set(columns.map(({ path }) => path));
    const decided = [...openedColumns, ...Object.keys(withheldColumns)];
    expect(decided.filter((path) => !there.has(path))).toEqual([]);
    expect([...openedColumns].filter((path) => path in withheldColumns)).toEqual([]);
  });
});
