import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Sets the application's clock for this test file and the processes that it starts, through the same file as the demo.
 * Call it before anything asks for the time. A Wednesday noon in winter is a time at which nothing is quiet or closed.
 */
export const WEDNESDAY_NOON = '2026-11-25T12:00:00Z';

export function moveClock(to: string): { file: string; moveTo(instant: string | Date): Promise<void> } {
  const file = join(mkdtempSync(join(tmpdir(), 'carafe-clock-')), 'offset');
  const write = (instant: string | Date) =>
    writeFileSync(file, String(new Date(instant).getTime() - Date.now()));
  write(to);
  process.env.CLOCK_FILE = file;
  return {
    file,
    async moveTo(instant) {
      write(instant);
      // The clock rereads its file ten times a second.
      await new Promise((resolve) => setTimeout(resolve, 120));
    },
  };
}
