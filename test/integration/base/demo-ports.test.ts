import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { demoPorts } from '../../support/demo-settings';

describe('the ports of a demo', () => {
  it('are not those of another that starts at the same moment', async () => {
    const demos = await Promise.all([demoPorts(), demoPorts(), demoPorts()]);
    const ports = demos.flatMap(({ ports }) => Object.values(ports));
    expect(new Set(ports).size).toBe(9);
    for (const { release } of demos) release();
  });

  it('are to be had again once it ended, and never one on which somebody listens', async () => {
    const first = await demoPorts();
    first.release();
    const again = await demoPorts();
    expect(again.ports).toEqual(first.ports);
    again.release();

    const server = createServer();
    await new Promise<void>((resolve) => server.listen(first.ports.app, '127.0.0.1', resolve));
    const other = await demoPorts();
    expect(other.ports.app).not.toBe(first.ports.app);
    other.release();
    server.close();
  });
});
