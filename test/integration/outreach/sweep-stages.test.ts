import { expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { sweepStages } from '~/jobs/sweep-stages';
import { makeCustomer, makeShop } from '../../factories/history';
import { onServer } from '../../support/postgres-server';

const asOwner = (text: string) => onServer(String(process.env.DATABASE_URL), (client) => client.query(text));

it('with the queue away, whoever cannot be planned for stands before nobody else', async () => {
  const shopId = await makeShop({ id: 801n });
  const customers = await sqlInShop(shopId, async (sql) => {
    const made = [];
    for (let nr = 0; nr < 4; nr++) made.push(await makeCustomer(sql));
    return made;
  });
  const [poisoned, ...others] = customers;
  await asOwner(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no plan for this one'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE OF planned_at ON customer FOR EACH ROW WHEN (OLD.id = ${poisoned}) EXECUTE FUNCTION refuse();
    UPDATE customer SET replan_due_at = now() - interval '10 minutes' - (10000 - id) * interval '1 second'`);

  const owed = async () => {
    const { rows } = await asOwner('SELECT id FROM customer WHERE replan_due_at IS NOT NULL ORDER BY id');
    return rows.map(({ id }) => BigInt(id));
  };
  expect(await owed()).toEqual(customers);
  await expect(sweepStages()).rejects.toThrow('1 of 3 failed');
  expect(await owed()).toEqual([poisoned]);
  expect(others).toHaveLength(3);
});
