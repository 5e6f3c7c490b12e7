import { expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import type { TxtResolver } from '~/sending/domain/check-sender-domain.server';
import { verifySenderDomain } from '~/sending/domain/verify-sender-domain.server';
import { makeSendingShop, openSettings } from '../../factories/sending-shop';

const sender = {
  name: 'Ada',
  email: 'hello@adas.example',
  replyTo: '',
  postalAddress: '1 Mill Lane',
  signature: '',
  domainVerified: false,
};
const key = 'p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=; k=ed25519';

function resolverOf(zone: Record<string, string>, code = 'ENOTFOUND'): TxtResolver {
  return {
    async resolveTxt(name) {
      const found = zone[name];
      if (found === undefined) throw Object.assign(new Error(name), { code });
      return [[found]];
    },
  };
}

const good = {
  'adas.example': 'v=spf1 mx ~all',
  'mine._domainkey.adas.example': key,
  '_dmarc.adas.example': 'v=DMARC1; p=none',
};

const settingsOf = async (shopId: bigint) => (await sqlInShop(shopId, loadShop)).settings;

it('a domain that is in order is kept as checked, and one that we never sent from starts slowly', async () => {
  const shopId = await makeSendingShop({ settings: { ...openSettings, sender } });
  expect(await verifySenderDomain(shopId, {}, resolverOf(good))).toMatchObject({ isVerified: false });
  expect((await settingsOf(shopId)).sender.domainVerified).toBe(false);
  expect(await verifySenderDomain(shopId, { selector: 'mine' }, resolverOf(good))).toMatchObject({
    isVerified: true,
  });
  const after = await settingsOf(shopId);
  expect(after.sender.domainVerified).toBe(true);
  expect(after.senderDomain).toEqual({ selector: 'mine', warmUpSince: expect.stringContaining('T') });

  await verifySenderDomain(shopId, {}, resolverOf(good));
  expect((await settingsOf(shopId)).senderDomain, 'a second check starts nothing anew').toEqual(
    after.senderDomain,
  );
});

it('name servers that do not answer leave the verdict as it was; records that are gone take it back', async () => {
  const shopId = await makeSendingShop({ settings: { ...openSettings, sender } });
  await verifySenderDomain(shopId, { selector: 'mine' }, resolverOf(good));
  await verifySenderDomain(shopId, {}, resolverOf({}, 'ESERVFAIL'));
  expect((await settingsOf(shopId)).sender.domainVerified).toBe(true);
  await verifySenderDomain(shopId, {}, resolverOf({}));
  expect((await settingsOf(shopId)).sender.domainVerified).toBe(false);
});
