import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkBreakers } from '~/care/inbound/check-breakers.server';
import { acrossShops, sqlInShop } from '~/db.server';
import { loadShop, pauseShop, resumeShop } from '~/intake/shops/load-shop.server';
import { holdRestored, lookForRestore } from '~/intake/shops/watch-restore.server';
import { loadStops, resumeSending } from '~/office/pages/home/stopped.server';
import { makeSendingShop } from '../../factories/sending-shop';

const folderOf = () => mkdtempSync(join(tmpdir(), 'carafe-age-'));
const age = () =>
  acrossShops('install', (sql) =>
    sql.rows<{ mark: string; beat: bigint }>('SELECT mark, beat FROM database_age'),
  );
/** As a backup of an earlier moment would bring it back. */
const goBackTo = (beat: bigint) =>
  acrossShops('install', (sql) => sql.run('UPDATE database_age SET beat = $1', beat));

it('a database that came back from an older backup holds every shop until a person resumes, and says so once', async () => {
  const folder = folderOf();
  const shopId = await makeSendingShop();
  expect(await lookForRestore(folder)).toBeNull();
  const [backup] = await age();
  for (let beats = 0; beats < 3; beats++) expect(await lookForRestore(folder)).toBeNull();
  await goBackTo(backup?.beat ?? 0n);
  expect(await lookForRestore(folder)).toBeGreaterThanOrEqual(1);
  expect(await sqlInShop(shopId, loadStops)).toMatchObject([{ cause: 'restored' }]);
  await resumeSending(shopId, 'restored', 'Ada');
  expect(await lookForRestore(folder)).toBeNull();
  expect(await sqlInShop(shopId, loadStops)).toEqual([]);
});

it('several workers with notes of their own agree, and one restore is one alarm', async () => {
  const folders = [folderOf(), folderOf()] as const;
  const shopId = await makeSendingShop();
  for (let beats = 0; beats < 4; beats++)
    for (const folder of folders) expect(await lookForRestore(folder)).toBeNull();
  const [now] = await age();
  await goBackTo((now?.beat ?? 0n) - 6n);
  expect(await lookForRestore(folders[0])).not.toBeNull();
  await resumeSending(shopId, 'restored', 'Ada');
  expect(await lookForRestore(folders[1])).toBeNull();
});

it('a restore, hard bounces and a person’s pause stand side by side, and each is lifted alone', async () => {
  const shopId = await makeSendingShop();
  const stops = async () => (await sqlInShop(shopId, loadStops)).map(({ cause }) => cause);
  const paused = async () => {
    const { pausedBy, pauseReason } = await sqlInShop(shopId, loadShop);
    return { pausedBy, pauseReason };
  };
  const holiday = { pausedBy: 'Nora', pauseReason: 'holiday' };
  await sqlInShop(shopId, async (sql) => {
    await pauseShop(sql, 'Nora', 'holiday');
    const [customerId] = await sql.rows<{ id: bigint }>(
      `INSERT INTO customer (shop_id, tags, name_tokens) VALUES ($1, '{}', '{}') RETURNING id`,
    );
    await sql.run(
      `INSERT INTO mail (shop_id, customer_id, class, lead_kind, state, due_at, claimed_at, sent_at, bounced_at, bounce_kind)
       SELECT $1, $2, 'marketing', 'running-low', 'sent', now(), now(), now(), now(), 'hard' FROM generate_series(1, 5)`,
      customerId?.id,
    );
    await checkBreakers(sql);
  });
  await acrossShops('install', holdRestored);
  expect(await stops()).toEqual(['restored', 'hard-bounces']);
  expect(await paused()).toEqual(holiday);
  await resumeSending(shopId, 'restored', 'Ada');
  expect(await stops()).toEqual(['hard-bounces']);
  await sqlInShop(shopId, resumeShop);
  expect(await stops()).toEqual(['hard-bounces']);
  await sqlInShop(shopId, (sql) => pauseShop(sql, 'Nora', 'holiday'));
  await resumeSending(shopId, 'hard-bounces', 'Ada');
  expect(await stops()).toEqual([]);
  expect(await paused()).toEqual(holiday);
});

it('another database, and one that a new installation made, are no older backup', async () => {
  const folder = folderOf();
  for (let beats = 0; beats < 3; beats++) await lookForRestore(folder);
  await acrossShops('install', (sql) => sql.run('DELETE FROM database_age'));
  expect(await lookForRestore(folder)).toBeNull();
});
