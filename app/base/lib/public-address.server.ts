import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Addresses that are no one's on the internet: this machine, networks of a house or a provider, the notes that clouds
 * keep for their machines (169.254.169.254), documentation, multicast. From IANA's special-purpose registries.
 */
const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, bits, 'ipv4');

/** Of IPv6 only what is given out for the internet, without what carries an address of IPv4 inside or is for books. */
const outer6 = new BlockList();
outer6.addSubnet('2000::', 3, 'ipv6');
const inner6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inner6.addSubnet(net, bits, 'ipv6');

/**
 * May a server at this address be one that anybody on the internet reaches? False for text that is no address.
 *
 * @example isPublicAddress('192.168.0.1') // false
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address)) return outer6.check(address, 'ipv6') && !inner6.check(address, 'ipv6');
  return isIP(address) === 4 && !inner.check(address, 'ipv4');
}
