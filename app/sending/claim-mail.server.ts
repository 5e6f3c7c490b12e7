import type { Channel, Kind, MessageClass } from '~/base/vocabulary/kinds';
import { acrossShops } from '~/db.server';
import { LEASE_SECONDS } from '~/sending/leases';

/**
 * Takes what is due, across shops, so that no other worker has it. Only what the rows themselves hold is asked here:
 * state, due time, who leads; all other gates are the last look's. Rows that someone has locked are passed over, and a
 * later sweep finds them.
 */
export interface ClaimedMail {
  readonly id: bigint;
  readonly shopId: bigint;
  readonly customerId: bigint;
  readonly class: MessageClass;
  readonly channel: Channel;
  readonly leadKind: Kind;
  readonly dueAt: Date;
  readonly fence: number;
  /** Tries, this one included. */
  readonly attempts: number;
  /** Earlier tries that the address itself put off. */
  readonly addressTries: number;
  readonly claimedAt: Date;
}

export interface ClaimRoom {
  readonly now: Date;
  readonly limit: number;
  /** How many mails of one shop this worker takes at most, so that a long queue of one shop leaves room for others. */
  readonly perShop: number;
  /** Shops of which this worker has some in hand. */
  readonly roomByShop: ReadonlyMap<bigint, ShopRoom>;
}

export interface ShopRoom {
  /** What is left of its share. */
  readonly left: number;
  /** E-mails in hand, which its mail server has yet to answer. */
  readonly mails: number;
}

const leads = `(m.lead_key IS NULL OR m.lead_key = m.key)`;
const isDue = `m.state = 'planned' AND m.due_at <= $1 AND ${leads}`;
const lease = `interval '${LEASE_SECONDS} seconds'`;

// A shop whose server is down is tried with few mails at once when its pause is over; one that is paused, not at all.
// What goes another way than by e-mail does not wait for the mail server.
const FEW = 2;
const mailRoom = `CASE WHEN h.state = 'paused' OR h.next_try_at > $1 THEN 0
  WHEN h.state = 'down' THEN greatest(0, ${FEW} - coalesce(q.mails, 0)) ELSE $3::int END`;
const mailsGo = `(${mailRoom}) > 0`;
const room = `least(coalesce(q.room_left, $3::int), coalesce(nullif(${mailRoom}, 0), $3::int))`;
const inHand = `unnest($4::bigint[], $5::int[], $6::int[]) AS q(shop_id, room_left, mails)`;

/**
 * One statement: the due leads are locked, their followers with them, all become `sending` with a new mail, and each
 * change is told. Shops with something due share the claim evenly, the one that waits longest first, so that no more rows
 * are read and locked than are taken; what a shop leaves of its share is the next claim's.
 */
const claimStatement = `WITH shop_due AS (
    SELECT s.id, ${room} AS room, ${mailsGo} AS mails_go, count(*) OVER () AS shops,
      row_number() OVER (ORDER BY oldest.due_at, s.id) AS turn
    FROM shop s
    LEFT JOIN sender_health h ON h.shop_id = s.id
    LEFT JOIN ${inHand} ON q.shop_id = s.id
    -- Two arms, each with its index: mail that waits for its server is not read again with every claim.
    CROSS JOIN LATERAL (
      (SELECT m.due_at FROM message m WHERE m.shop_id = s.id AND ${isDue} AND ${mailsGo}
       ORDER BY m.due_at, m.id LIMIT 1)
      UNION ALL
      (SELECT m.due_at FROM message m WHERE m.shop_id = s.id AND ${isDue} AND m.channel <> 'email' AND NOT ${mailsGo}
       ORDER BY m.due_at, m.id LIMIT 1)) oldest
    WHERE coalesce(q.room_left, 1) > 0
  ),
  due AS MATERIALIZED (
    SELECT m.*, nextval('mail_id_seq') AS mail_id FROM shop_due d CROSS JOIN LATERAL (
      SELECT m.id, m.shop_id, m.key, m.customer_id, m.class, m.channel, m.kind, m.due_at FROM message m
      WHERE m.shop_id = d.id AND ${isDue} AND (d.mails_go OR m.channel <> 'email')
      ORDER BY m.due_at, m.id
      LIMIT least(d.room, $2::int / d.shops + CASE WHEN d.turn <= $2::int % d.shops THEN 1 ELSE 0 END)
      FOR UPDATE SKIP LOCKED) m
  ),
  follower AS MATERIALIZED (
    SELECT m.id, due.mail_id FROM due
    JOIN message m ON m.shop_id = due.shop_id AND m.lead_key = due.key AND m.lead_key <> m.key AND m.state = 'planned'
    FOR UPDATE OF m SKIP LOCKED
  ),
  taken AS (
    UPDATE message m SET state = 'sending', mail_id = t.mail_id, changed_at = $1
    FROM (SELECT id, mail_id FROM due UNION ALL SELECT id, mail_id FROM follower) t WHERE m.id = t.id
    RETURNING m.id, m.shop_id
  ),
  told AS (
    INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
    SELECT shop_id, id, 'planned', 'sending', 'sender', '{"code":"claimed"}', $1 FROM taken
  )
  INSERT INTO mail (id, shop_id, customer_id, class, channel, lead_kind, due_at, claimed_at, attempts, lease_until)
  SELECT mail_id, shop_id, customer_id, class, channel, kind, due_at, $1, 1, now() + ${lease} FROM due
  RETURNING id, shop_id AS "shopId", customer_id AS "customerId", class, channel, lead_kind AS "leadKind",
    (extract(epoch FROM due_at) * 1000)::float8 AS "dueMs"`;

type FreshMail = Omit<ClaimedMail, 'dueAt' | 'fence' | 'attempts' | 'addressTries' | 'claimedAt'> & {
  readonly dueMs: number;
};

/**
 * New mails from due messages. Nobody waits for the disk: a claim that a crash of the server loses leaves the rows due
 * again, and nothing goes out before `committing`, whose durable commit carries the claim along.
 */
export async function claimDue(asked: ClaimRoom): Promise<ClaimedMail[]> {
  const fresh = await acrossShops('claim-due', async (sql) => {
    await sql.run('SET LOCAL synchronous_commit = off');
    return sql.prepared<FreshMail>('claim-due', claimStatement, ...valuesOf(asked));
  });
  return fresh.map(({ dueMs, ...mail }) => ({
    ...mail,
    dueAt: new Date(dueMs),
    fence: 1,
    attempts: 1,
    addressTries: 0,
    claimedAt: asked.now,
  }));
}

function valuesOf({ now, limit, perShop, roomByShop }: ClaimRoom): unknown[] {
  const rooms = [...roomByShop.values()];
  return [
    now,
    limit,
    perShop,
    [...roomByShop.keys()],
    rooms.map(({ left }) => left),
    rooms.map(({ mails }) => mails),
  ];
}

/**
 * Mails to try again: their worker fell silent before `committing`, or their pause is over. The fence moves, so that a
 * worker that only seemed dead can do nothing any more. A try that ended with its worker leaves its row here.
 */
export async function claimAgain(asked: ClaimRoom): Promise<ClaimedMail[]> {
  return acrossShops('claim-due', (sql) =>
    sql.rows<ClaimedMail>(
      `WITH candidate AS (
        SELECT c.id FROM shop s
        LEFT JOIN sender_health h ON h.shop_id = s.id
        LEFT JOIN ${inHand} ON q.shop_id = s.id
        CROSS JOIN LATERAL (
          SELECT m.id, coalesce(m.retry_at, m.due_at) AS at FROM mail m
          WHERE m.shop_id = s.id AND m.state = 'sending' AND m.phase <> 'committing'
            AND (m.lease_until < now() OR m.retry_at <= $1) AND (m.channel <> 'email' OR ${mailsGo})
          ORDER BY 2 LIMIT ${room}
        ) c
        WHERE s.id IN (
          SELECT shop_id FROM mail WHERE state = 'sending' AND retry_at IS NULL AND lease_until < now()
          UNION SELECT shop_id FROM mail WHERE state = 'sending' AND retry_at <= $1)
        ORDER BY c.at LIMIT $2
      ),
      stale AS MATERIALIZED (
        SELECT m.id, m.shop_id, m.fence, m.phase, m.claimed_at, m.retry_at FROM mail m
        WHERE m.id IN (SELECT id FROM candidate) AND m.state = 'sending' AND m.phase <> 'committing'
          AND (m.lease_until < now() OR m.retry_at <= $1)
        FOR UPDATE SKIP LOCKED
      ),
      ended AS (
        INSERT INTO attempt (shop_id, mail_id, fence, worker, started_at, ended_at, phase, outcome)
        SELECT shop_id, id, fence, 'silent', claimed_at, $1, phase, 'lease-ran-out' FROM stale WHERE retry_at IS NULL
      )
      UPDATE mail SET fence = mail.fence + 1, attempts = attempts + 1, phase = 'claimed', claimed_at = $1,
        retry_at = NULL, lease_until = now() + ${lease}
      FROM stale WHERE mail.id = stale.id
      RETURNING mail.id, mail.shop_id AS "shopId", mail.customer_id AS "customerId", mail.class, mail.channel,
        mail.lead_kind AS "leadKind", mail.due_at AS "dueAt", mail.fence, mail.attempts, mail.address_tries AS "addressTries",
        mail.claimed_at AS "claimedAt"`,
      ...valuesOf(asked),
    ),
  );
}

/**
 * Mails whose worker fell silent in `committing`: the final dot may have gone out, so nobody but a person may send
 * them again. Returns how many became `unconfirmed`.
 */
export async function giveUpUnanswered(now: Date): Promise<number> {
  return acrossShops('sweep', async (sql) => {
    const rows = await sql.rows(
      `WITH stale AS MATERIALIZED (
        SELECT id FROM mail
        WHERE state = 'sending' AND retry_at IS NULL AND phase = 'committing' AND lease_until < now()
        ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED
      ),
      given_up AS (
        UPDATE mail SET state = 'unconfirmed', lease_until = NULL, provider_reply = NULL FROM stale
        WHERE mail.id = stale.id RETURNING mail.id, mail.shop_id, mail.fence, mail.claimed_at
      ),
      ended AS (
        INSERT INTO attempt (shop_id, mail_id, fence, worker, started_at, ended_at, phase, outcome)
        SELECT shop_id, id, fence, 'silent', claimed_at, $1, 'committing', 'unconfirmed' FROM given_up
      ),
      changed AS (
        UPDATE message m SET state = 'unconfirmed', changed_at = $1 FROM given_up g
        WHERE m.mail_id = g.id AND m.shop_id = g.shop_id AND m.state = 'sending' RETURNING m.id, m.shop_id
      ),
      told AS (
        INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
        SELECT shop_id, id, 'sending', 'unconfirmed', 'sender', '{"code":"lease-ran-out","phase":"committing"}', $1
        FROM changed
      )
      SELECT id FROM given_up`,
      now,
    );
    return rows.length;
  });
}

/**
 * A follower that was locked by a planner at the moment of its lead's claim stays behind with a lead that is gone.
 * A minute past its time it leads its own mail. Returns how many.
 */
export async function freeFollowers(now: Date): Promise<number> {
  return acrossShops('sweep', (sql) =>
    sql.run(
      `UPDATE message SET lead_key = NULL WHERE id IN (
        SELECT m.id FROM message m
        WHERE m.state = 'planned' AND m.due_at < $1 AND m.lead_key IS NOT NULL AND m.lead_key <> m.key
          AND NOT EXISTS (SELECT FROM message l WHERE l.shop_id = m.shop_id AND l.key = m.lead_key
            AND (l.state = 'sending' OR (l.state = 'planned' AND (l.lead_key IS NULL OR l.lead_key = l.key))))
        LIMIT 500 FOR UPDATE SKIP LOCKED)`,
      new Date(now.getTime() - 60_000),
    ),
  );
}
