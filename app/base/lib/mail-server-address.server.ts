import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from '~/base/lib/public-address.server';
import { within } from '~/base/lib/within';
import { env } from '~/env.server';

/** Where a mail server that a merchant named may be reached. `addresses` is what is connected to, never the name again. */
export type MailServerAddress =
  | { readonly status: 'found'; readonly addresses: readonly [string, ...string[]] }
  | { readonly status: 'unknown' }
  | { readonly status: 'not-allowed' };

/** The part of node's resolver that is needed; tests bring their own. */
export type AddressResolver = Pick<Resolver, 'resolve4' | 'resolve6'>;

const ports = { smtp: [25, 465, 587, 2525], imap: [143, 993] } as const;
const MOST_ADDRESSES = 3;
/** The resolver's own limit counts for each try at each name server. */
const LOOK_MS = 10_000;

/**
 * It does not take the threads in which the system looks up names: there are two for the whole process, and a name whose
 * server is silent would keep everybody else's waiting.
 */
const ownResolver = (): AddressResolver => new Resolver({ timeout: 2_000, tries: 2 });

/**
 * A merchant names the server and this machine connects to it: without a look at the address, a name could lead into
 * the network that Carafe runs in. Whoever connects takes the address found here, since a second look at the name
 * could be told another. MAIL_SERVERS_ANYWHERE is the operator's word that merchants may name inner servers and any port.
 * Takes ten seconds at most.
 */
export async function mailServerAddress(
  { host, port }: { host: string; port: number },
  protocol: keyof typeof ports,
  resolver: AddressResolver = ownResolver(),
): Promise<MailServerAddress> {
  const isAnywhere = env().MAIL_SERVERS_ANYWHERE;
  if (!isAnywhere && !(ports[protocol] as readonly number[]).includes(port)) return { status: 'not-allowed' };
  const all = await within(addressesOf(host, { resolver, isAnywhere }), LOOK_MS).catch(() => []);
  const [first, ...more] = isAnywhere ? all : all.filter(isPublicAddress);
  if (first === undefined) return { status: all.length > 0 ? 'not-allowed' : 'unknown' };
  return { status: 'found', addresses: [first, ...more.slice(0, MOST_ADDRESSES - 1)] };
}

async function addressesOf(
  host: string,
  { resolver, isAnywhere }: { resolver: AddressResolver; isAnywhere: boolean },
): Promise<readonly string[]> {
  const name = asHostName(host);
  if (name === null) return [];
  if (isIP(name) > 0) return [name];
  if (/(^|\.)localhost\.?$/.test(name)) return ['127.0.0.1', '::1'];
  let isSilent = false;
  const none = ({ code }: { code?: string }) => {
    if (code === 'ETIMEOUT') isSilent = true;
    return [];
  };
  const [four, six] = await Promise.all([
    resolver.resolve4(name).catch(none),
    resolver.resolve6(name).catch(none),
  ]);
  const found = [...four, ...six];
  if (found.length > 0 || isSilent || !isAnywhere) return found;
  // An inner server's name may stand where only the system looks, such as its hosts file.
  return (await lookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address);
}

/** As it would be read in an address: other ways to write an IP address, and letters beyond ASCII, as what they mean; null for no name. */
function asHostName(host: string): string | null {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) > 0) return bare;
  const address = `http://${bare}/`;
  return !/[/?#@:\\]/.test(bare) && URL.canParse(address) ? new URL(address).hostname : null;
}
