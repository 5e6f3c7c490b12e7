import { describe, expect, it } from 'vitest';
import { matcher } from '../../store/graphql/search';

const fields = {
  id: (item: Item) => item.id,
  updated_at: (item: Item) => item.updatedAt,
  tag: (item: Item) => item.tags,
  status: (item: Item) => item.status,
};
type Item = { id: number; updatedAt: number; tags: string[]; status: string };
const items: Item[] = [
  { id: 1, updatedAt: Date.parse('2026-01-01T00:00:00Z'), tags: ['vip'], status: 'open' },
  { id: 2, updatedAt: Date.parse('2026-02-01T00:00:00Z'), tags: [], status: 'closed' },
  { id: 3, updatedAt: Date.parse('2026-03-01T00:00:00Z'), tags: ['vip', 'Big order'], status: 'closed' },
];
const found = (query: string) => items.filter(matcher(query, fields)).map((item) => item.id);

describe("Shopify's search syntax", () => {
  it('compares instants', () => {
    expect(found("updated_at:>='2026-02-01T00:00:00Z'")).toEqual([2, 3]);
    expect(found('updated_at:<2026-02-01T00:00:00Z')).toEqual([1]);
  });

  it('joins terms with and without AND', () => {
    expect(found("updated_at:>'2026-01-15' AND tag:vip")).toEqual([3]);
    expect(found("updated_at:>'2026-01-15' tag:vip")).toEqual([3]);
  });

  it('knows OR, quotes, negation and a trailing star', () => {
    expect(found('id:1 OR id:2')).toEqual([1, 2]);
    expect(found("tag:'Big order'")).toEqual([3]);
    expect(found('-status:closed')).toEqual([1]);
    expect(found('status:clo*')).toEqual([2, 3]);
  });

  it('refuses a field that it cannot search by, instead of giving too long a list', () => {
    expect(() => found('colour:red')).toThrow('cannot search by "colour"');
  });
});
