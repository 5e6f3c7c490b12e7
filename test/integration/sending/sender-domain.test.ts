import { expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { lockPlans } from '~/intake/customers/lock-customer.server';
import { loadShop, saveSettings } from '~/intake/shops/load-shop.server';
import type { TxtResolver } from '~/sending/domain/check-sender-domain.server';
import { verifySenderDomain } from '~/sending/domain/verify-sender-domain.server';
import { makeSendingShop, openSettings } from '../../factories/sending-shop';
import { until } from '../../support/until';
import { waitingStatements } from '../../support/waiting-statements';

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
  expect(after.senderDomain).toEqual({
    selector: 'mine',
    warmUpSince: expect.stringContaining('T'),
    domain: 'adas.example',
  });

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

it('another address of a known domain is no new domain; another domain is one', async () => {
  const shopId = await makeSendingShop({ settings: { ...openSettings, sender } });
  await verifySenderDomain(shopId, { selector: 'mine', isEstablished: true }, resolverOf(good));
  const write = (email: string) =>
    sqlInShop(shopId, (sql) => saveSettings(sql, { sender: { ...sender, email, domainVerified: false } }));
  await write('ada@Adas.example');
  await verifySenderDomain(shopId, {}, resolverOf(good));
  expect((await settingsOf(shopId)).senderDomain.warmUpSince).toBeNull();
  // Records that were gone for a day, and are back.
  await verifySenderDomain(shopId, {}, resolverOf({}));
  await verifySenderDomain(shopId, {}, resolverOf(good));
  expect((await settingsOf(shopId)).senderDomain.warmUpSince).toBeNull();
  const others = Object.fromEntries(
    Object.entries(good).map(([name, record]) => [name.replace('adas.example', 'other.example'), record]),
  );
  await write('ada@other.example');
  await verifySenderDomain(shopId, {}, resolverOf(others));
  expect((await settingsOf(shopId)).senderDomain.warmUpSince).not.toBeNull();
});

it('a sender that somebody is saving while the check ends stays as they saved it', async () => {
  const shopId = await makeSendingShop({ settings: { ...openSettings, sender } });
  let checked: Promise<unknown> = Promise.resolve();
  await sqlInShop(shopId, async (sql) => {
    await lockPlans(sql);
    checked = verifySenderDomain(shopId, {}, resolverOf(good));
    await until('the check waits for the save', async () => (await waitingStatements()) > 0);
    await saveSettings(sql, { sender: { ...sender, name: 'Ada & Co', email: 'new@adas.example' } });
  });
  await checked;
  expect((await settingsOf(shopId)).sender).toMatchObject({ name: 'Ada & Co', email: 'new@adas.example' });
});
