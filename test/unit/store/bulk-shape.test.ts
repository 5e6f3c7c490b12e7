import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { bulkQueryProblems } from '../../store/bulk/check-bulk-query';
import { flattenResult } from '../../store/bulk/flatten-result';
import { adminSchema } from '../../store/graphql/admin-schema';

const problems = (query: string) => bulkQueryProblems(parse(query), adminSchema().schema);

describe('bulk queries', () => {
  it('may nest connections two deep when the parents ask for their id', () => {
    expect(problems('{ orders { edges { node { id lineItems { edges { node { id } } } } } } }')).toEqual([]);
  });

  it('must ask for the id of a node that has a connection below it', () => {
    const [problem] = problems('{ orders { edges { node { name lineItems { edges { node { id } } } } } } }');
    expect(problem).toContain("must select the 'id' field");
  });

  it('must hold a connection', () => {
    expect(problems('{ shop { name } }')).toEqual(['Bulk queries must contain at least one connection.']);
  });

  it('must not hold a connection inside a list', () => {
    const [problem] = problems(
      '{ orders { edges { node { id fulfillments { id fulfillmentLineItems { edges { node { id } } } } } } } }',
    );
    expect(problem).toContain('within a list field');
  });

  it('must not nest three deep', () => {
    const query =
      '{ products { edges { node { id variants { edges { node { id metafields { edges { node { id } } } } } } } } } }';
    expect(problems(query).join()).toContain('nesting depth');
  });
});

describe('bulk results', () => {
  it('make a row of every node and tell each child its parent', () => {
    const order = (id: string, lines: string[]) => ({
      node: {
        id,
        customer: { id: 'c' },
        lineItems: { edges: lines.map((line) => ({ node: { id: line } })) },
      },
    });
    const { roots, children } = flattenResult({
      orders: { edges: [order('a', ['1', '2']), order('b', ['3'])] },
    });
    expect(roots).toEqual([
      { id: 'a', customer: { id: 'c' } },
      { id: 'b', customer: { id: 'c' } },
    ]);
    expect(children).toEqual([
      { id: '1', __parentId: 'a' },
      { id: '2', __parentId: 'a' },
      { id: '3', __parentId: 'b' },
    ]);
  });

  it('keep lists and objects inside their row', () => {
    const { roots } = flattenResult({
      orders: { nodes: [{ id: 'a', fulfillments: [{ id: 'f', events: null }] }] },
    });
    expect(roots).toEqual([{ id: 'a', fulfillments: [{ id: 'f', events: null }] }]);
  });
});
