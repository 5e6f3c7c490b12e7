import { createSocket, type Socket } from 'node:dgram';
import { lookup, Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddressResolver, mailServerAddress } from '~/base/lib/mail-server-address.server';

let silent: Socket;
let asked = 0;
beforeAll(async () => {
  silent = createSocket('udp4', () => {
    asked += 1;
  });
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(() => void silent.close());

const told = (four: string[], six: string[]): AddressResolver =>
  ({ resolve4: async () => four, resolve6: async () => six }) as unknown as AddressResolver;

describe('the address of a mail server', () => {
  it('whose name server is silent keeps no other name waiting, and ends by itself', async () => {
    const resolver = new Resolver({ timeout: 500, tries: 2 });
    resolver.setServers([`127.0.0.1:${(silent.address() as AddressInfo).port}`]);
    let answered = 0;
    const looks = Array.from({ length: 20 }, async (_, n) => {
      const found = await mailServerAddress({ host: `mail${n}.shop.example`, port: 587 }, 'smtp', resolver);
      answered += 1;
      return found.status;
    });
    await lookup('localhost');
    expect(answered).toBe(0);
    expect(new Set(await Promise.all(looks))).toEqual(new Set(['unknown']));
    expect(asked).toBeGreaterThanOrEqual(40);
  });

  it('is the first of each kind that the name server tells, IPv4 before IPv6', async () => {
    const resolver = told(['192.0.9.1', '192.0.9.2'], ['2600::1', '2600::2']);
    expect(await mailServerAddress({ host: 'mail.shop.example', port: 587 }, 'smtp', resolver)).toEqual({
      status: 'found',
      addresses: ['192.0.9.1', '192.0.9.2', '2600::1'],
    });
  });

  it('is not asked for what is no name', async () => {
    for (const host of ['', 'a b', 'a/b', 'user@host', 'a:25', '?'])
      expect(await mailServerAddress({ host, port: 587 }, 'smtp', told(['192.0.9.1'], [])), host).toEqual({
        status: 'unknown',
      });
  });
});
