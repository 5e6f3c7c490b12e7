import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('every floor of the house uses only the floors below it', () => {
  const { stdout, stderr } = spawnSync(
    'node_modules/.bin/depcruise',
    ['app', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
    { encoding: 'utf8' },
  );
  expect(stderr.replace(/^npm warn.*$/gm, '').trim()).toBe('');
  expect(stdout).toContain('no dependency violations found');
});
