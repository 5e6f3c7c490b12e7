import { now } from '~/base/lib/clock.server';
import { redirectOf } from '~/base/settings/send-all-to';
import type { Channel as ChannelName } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import type { Channel } from '~/sending/channels/channel';
import { emailChannel, emailHold } from '~/sending/channels/email/email-channel.server';
import { flowChannel } from '~/sending/channels/flow/flow-channel.server';
import type { MailShop } from '~/sending/ready-mail';

/** The ways out that are built. A name without one is a message that nothing can send, and says so. */
const channels: Partial<Record<ChannelName, Channel>> = {
  email: emailChannel as Channel,
  flow: flowChannel as Channel,
};

export function channelOf(name: ChannelName): Channel {
  const channel = channels[name];
  if (!channel) throw new Error(`No channel sends ${name}`);
  return channel;
}

/** Why this shop cannot send these ways at all at present; null for a way that is open. */
export async function senderHolds(
  sql: ShopSql,
  names: Iterable<ChannelName>,
  shop: MailShop,
): Promise<ReadonlyMap<ChannelName, Reason | null>> {
  const holds = new Map<ChannelName, Reason | null>();
  for (const name of new Set(names)) holds.set(name, await senderHold(sql, name, shop));
  return holds;
}

async function senderHold(sql: ShopSql, name: ChannelName, shop: MailShop): Promise<Reason | null> {
  if (!channels[name]) return { code: 'held-not-set-up', missing: 'channel' };
  if (name === 'email') return emailHold(sql, shop);
  // What "send everything to me instead" promises, only mail can keep: Flow would reach the customer.
  return redirectOf(shop.settings, now(), shop.timeZone)
    ? { code: 'held-not-set-up', missing: 'send-all-to-is-on' }
    : null;
}
