import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One process at a time on one data folder. The lock names its process by number, start time and boot, so that a
 * number that was given to another program since a crash holds nothing.
 *
 * Returns what lets go. Throws a sentence when another process holds the folder.
 */
export function holdFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  const mine = identity(process.pid);
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        if (existsSync(file) && readFileSync(file, 'utf8') === mine) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const pid = Number(holder.split(' ', 1)[0]);
    if (pid > 0 && holder === identity(pid)) {
      throw new Error(
        `Carafe already runs on ${folder} (process ${pid}). Stop it first, or set DATA_DIR to another folder.`,
      );
    }
    rmSync(file, { force: true });
  }
}

/** "1234 98765 <boot id>"; without /proc the number alone, while the process lives. */
function identity(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return '';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in brackets, may hold spaces: count the fields after it. The 20th there is the start time.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${pid} ${started} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return `${pid}`;
  }
}
