import { lookup } from 'node:dns/promises';
import { isPublicAddress } from '~/base/lib/public-address.server';
import { env } from '~/env.server';

/** Where a mail server that a merchant named may be reached. `addresses` is what is connected to, never the name again. */
export type MailServerAddress =
  | { readonly status: 'found'; readonly addresses: readonly [string, ...string[]] }
  | { readonly status: 'unknown' }
  | { readonly status: 'not-allowed' };

const ports = { smtp: [25, 465, 587, 2525], imap: [143, 993] } as const;
const MOST_ADDRESSES = 3;

/**
 * A merchant names the server and this machine connects to it: without a look at the address, a name could lead into
 * the network that Carafe runs in. Whoever connects takes the address found here, since a second look at the name
 * could be told another. MAIL_SERVERS_ANYWHERE is the operator's word that merchants may name inner servers and any port.
 */
export async function mailServerAddress(
  { host, port }: { host: string; port: number },
  protocol: keyof typeof ports,
): Promise<MailServerAddress> {
  const isAnywhere = env().MAIL_SERVERS_ANYWHERE;
  if (!isAnywhere && !(ports[protocol] as readonly number[]).includes(port)) return { status: 'not-allowed' };
  const found = await lookup(host.replace(/^\[|\]$/g, ''), { all: true, order: 'ipv4first' }).catch(() => []);
  const all = found.map(({ address }) => address);
  const [first, ...more] = isAnywhere ? all : all.filter(isPublicAddress);
  if (first === undefined) return { status: all.length > 0 ? 'not-allowed' : 'unknown' };
  return { status: 'found', addresses: [first, ...more.slice(0, MOST_ADDRESSES - 1)] };
}
