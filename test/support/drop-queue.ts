import type { Client } from 'pg';

const DEADLOCK = '40P01';

/**
 * Drops the queue's schema under running workers. The server locks table after table, and so do they, in another order:
 * where PostgreSQL ends the knot by ending the drop, the drop is simply asked for again.
 */
export async function dropQueue(client: Client): Promise<void> {
  for (;;) {
    try {
      await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK) throw error;
    }
  }
}
