import { scheduleShops as schedule } from '~/intake/shops/schedule-shops.server';

export async function scheduleShops(): Promise<void> {
  await schedule();
}
