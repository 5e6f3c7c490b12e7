import { describe, expect, it } from 'vitest';
import { routeNeeds } from '~/office/pages/request/route-needs';
import { appFiles } from './source-files';

interface Guarded {
  readonly name: string;
  readonly code: string;
  readonly reads: boolean;
  readonly acts: boolean;
}

/** The routes that people of a shop reach: the panel's, and those of the admin's blocks. */
const routes: readonly Guarded[] = appFiles().flatMap(({ path, code }) => {
  const name = /^app\/routes\/((?:app|ext)\b.*)\.tsx$/.exec(path)?.[1];
  if (!name) return [];
  return [
    {
      name,
      code,
      reads: /export (async )?function loader\b/.test(code),
      acts: /export (async )?function action\b/.test(code),
    },
  ];
});
const needs: Readonly<Record<string, { read?: string; act?: string }>> = routeNeeds;

describe('what a route needs', () => {
  it('is stated for every route of the panel and of the blocks, and for nothing else', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(Object.keys(needs).sort()).toEqual(routes.map(({ name }) => name).sort());
  });

  it('is stated for reading where there is a loader, and for decisions where there is an action', () => {
    const stated = routes.map(({ name, reads, acts }) => ({ name, reads, acts }));
    const asked = routes.map(({ name }) => ({
      name,
      reads: needs[name]?.read !== undefined,
      acts: needs[name]?.act !== undefined,
    }));
    expect(asked).toEqual(stated);
  });

  it('is asked for under the route’s own name, by every loader and action before anything else', () => {
    const wrong = routes.filter(({ name, code, reads, acts }) => {
      const bodies = [
        ...code.matchAll(/export (?:async )?function (?:loader|action)\b[^\n]*\n([\s\S]*?)^\}/gm),
      ];
      const asks = new RegExp(
        `^\\s*(?:const .* = |return .*)?(?:await .*)?(?:adminRequest|blockRequest)\\(request, '${name.replace(/[.$]/g, '\\$&')}'`,
      );
      return (
        bodies.length !== Number(reads) + Number(acts) || !bodies.every(([, body]) => asks.test(body ?? ''))
      );
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('is asked for in no other way: loaders and actions are declared where they stand', () => {
    const other = routes.filter(
      ({ code }) =>
        /export (const|let) (loader|action)\b|export \{[^}]*\b(?:as action|action)\b/.test(code) ||
        /export \{[^}]*\bloader\b/.test(code.replace(/export \{ onlyPosted as loader \}/, '')),
    );
    expect(other.map(({ name }) => name)).toEqual([]);
  });
});
