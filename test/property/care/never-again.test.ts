import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { emailHash } from '~/base/lib/sealed.server';
import { changeChoices } from '~/care/answers/change-choices.server';
import { recordAnswer } from '~/care/answers/record-answer.server';
import type { InboundMeaning } from '~/care/inbound/inbound-message';
import { takeInbound } from '~/care/inbound/take-inbound.server';
import { unsubscribe } from '~/care/suppressions/unsubscribe.server';
import { sqlInShop } from '~/db.server';
import { customerRefusal } from '~/outreach/planning/gates';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { makeCustomer, makeShop } from '../../factories/history';

const shop = 601n;
let serial = 0;

beforeAll(async () => {
  await makeShop({ id: shop });
  await sqlInShop(shop, (sql) =>
    sql.run(
      `INSERT INTO shop_kind (shop_id, kind, mode, enabled_at) SELECT $1, k, 'on', now() FROM unnest(ARRAY['running-low', 'thank-you', 'warranty-expiry']) k`,
    ),
  );
});

async function makeReader() {
  return sqlInShop(shop, async (sql) => {
    const email = `reader${++serial}@example.com`;
    const customerId = await makeCustomer(sql, { email, countryCode: 'US' });
    await sql.run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'SUBSCRIBED', 'test', '2026-01-01')`,
      customerId,
    );
    const header = `<${serial}@shop.example>`;
    const [mail] = await sql.rows<{ id: bigint }>(
      `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, email_hash, sent_at, message_id_header)
       VALUES ($1, $2, 'marketing', 'sent', now(), now(), 'running-low', $3, now(), $4) RETURNING id`,
      customerId,
      emailHash(shop, email),
      header,
    );
    return {
      customerId,
      email,
      header,
      claims: { shopId: shop, customerId, mailId: (mail as { id: bigint }).id },
    };
  });
}
type Reader = Awaited<ReturnType<typeof makeReader>>;

const bounce = (kind: 'hard' | 'soft'): ((reader: Reader) => InboundMeaning) => {
  return ({ header, email }) => ({
    kind: 'bounce',
    bounce: kind,
    status: kind === 'hard' ? '5.1.1' : '5.2.2',
    detail: '',
    recipient: email,
    messageIds: [header],
  });
};
const arrives = (meaning: (reader: Reader) => InboundMeaning) => (reader: Reader) =>
  takeInbound(shop, { source: 'imap', sourceKey: `k${++serial}`, meaning: meaning(reader) });
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

/** Everything that a customer, their provider or their mail server can do to us, and what it means for mail that sells. */
const deeds = {
  oneClick: { run: (reader: Reader) => unsubscribe(reader.claims, 'one-click'), wish: 'no' },
  button: { run: (reader: Reader) => unsubscribe(reader.claims, 'page'), wish: 'no' },
  nothingAtAll: { run: (reader: Reader) => changeChoices(reader.claims, form({ do: 'none' })), wish: 'no' },
  again: { run: (reader: Reader) => changeChoices(reader.claims, form({ do: 'again' })), wish: 'yes' },
  save: {
    run: (reader: Reader) =>
      changeChoices(
        reader.claims,
        form({ do: 'save', 'kind-running-low': 'on', rate: 'usual', pause: 'none' }),
      ),
    wish: null,
  },
  nonsense: { run: (reader: Reader) => changeChoices(reader.claims, form({ do: 'everything' })), wish: null },
  answer: { run: (reader: Reader) => recordAnswer(reader.claims, { answer: 'all_fine' }), wish: null },
  hardBounce: { run: arrives(bounce('hard')), wish: 'never' },
  spamReport: {
    run: arrives(({ header, email }) => ({ kind: 'spam-report', recipient: email, messageIds: [header] })),
    wish: 'never',
  },
  replyStop: { run: arrives(({ header }) => ({ kind: 'unsubscribe', messageIds: [header] })), wish: 'no' },
  outOfOffice: { run: arrives(({ header }) => ({ kind: 'auto-reply', messageIds: [header] })), wish: null },
} as const;
type Deed = keyof typeof deeds;

async function refusalOf(reader: Reader, kind: 'running-low' | 'thank-you') {
  const facts = await sqlInShop(shop, (sql) => loadGateFacts(sql, reader.customerId, new Date()));
  if (!facts) throw new Error('no facts');
  const mailClass = kind === 'running-low' ? 'marketing' : 'relationship';
  return customerRefusal(facts, { kind, class: mailClass, needId: null });
}

describe('whoever said no', () => {
  it('gets no marketing and no relationship mail, whatever else happens before and after, until they say yes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...(Object.keys(deeds) as Deed[])), { minLength: 1, maxLength: 7 }),
        async (sequence) => {
          const reader = await makeReader();
          let wantsNone = false;
          let isNever = false;
          for (const deed of sequence) {
            await deeds[deed].run(reader);
            const { wish } = deeds[deed];
            if (wish === 'no') wantsNone = true;
            if (wish === 'yes') wantsNone = false;
            if (wish === 'never') isNever = true;
            // A break or a kind that is switched off may refuse too; suppression and consent must whenever they said no.
            for (const kind of ['running-low', 'thank-you'] as const) {
              const refusal = await refusalOf(reader, kind);
              const isRefusedForGood = refusal?.code === 'suppressed' || refusal?.code === 'no-consent';
              expect(isRefusedForGood, `${sequence.join(', ')} at ${deed}`).toBe(wantsNone || isNever);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('once or many times, at once or in turn, in any way: the same rows', async () => {
    const waysToLeave = ['oneClick', 'button', 'nothingAtAll', 'replyStop'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...waysToLeave), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (ways, atOnce) => {
          const reader = await makeReader();
          if (atOnce) await Promise.all(ways.map((way) => deeds[way].run(reader)));
          else for (const way of ways) await deeds[way].run(reader);
          const rows = await sqlInShop(shop, (sql) =>
            sql.rows(
              `SELECT (SELECT count(*)::int FROM suppression WHERE shop_id = $1 AND email_hash = $2) AS suppressions,
                 (SELECT count(*)::int FROM consent WHERE shop_id = $1 AND customer_id = $3 AND state = 'UNSUBSCRIBED') AS consents,
                 (SELECT count(*)::int FROM engagement WHERE shop_id = $1 AND customer_id = $3 AND purpose = 'unsubscribe') AS told`,
              emailHash(shop, reader.email),
              reader.customerId,
            ),
          );
          expect(rows).toEqual([{ suppressions: 1, consents: 1, told: 1 }]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
