import type { JobPayloads } from '~/base/queue/job-types';
import { projectInbox as project } from '~/intake/shops/project-inbox.server';

export async function projectInbox({ shopId }: JobPayloads['project-inbox']): Promise<void> {
  await project(BigInt(shopId));
}
