import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { isDay } from '~/base/lib/days';
import { shortList } from '~/base/lib/short-list';
import { twoStepKinds } from '~/base/vocabulary/kinds';
import { spentStates } from '~/base/vocabulary/message-states';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadFirstWait } from '~/office/pages/queue/send-now-ahead.server';
import { decideMail } from '~/outreach/change-plans/decide.server';
import { type MovedTo, movedTo } from '~/outreach/change-plans/moved-to.server';
import { secondStepKey } from '~/outreach/kinds/message-key';

export const decisionActions = [
  'skip',
  'move',
  'approve',
  'send_now',
  'undo',
  'confirm_sent',
  'resend',
] as const;
export type DecisionAction = (typeof decisionActions)[number];

/** What a person decides about one or many messages; `moveTo` is a day of the customer's calendar. */
export interface Decision {
  readonly action: DecisionAction;
  readonly ids: readonly string[];
  readonly moveTo?: string;
}

export interface DecisionResult {
  readonly action: DecisionAction;
  readonly done: readonly string[];
  /** How many messages that decided about: those of `done`, and what goes along in their mails. */
  readonly changed: number;
  /** The first refusal, when there was one. */
  readonly refused: { id: string; reason: Reason | string } | null;
  /** Of one message that was moved: when it goes. */
  readonly movedTo: Date | null;
  /** And why on another day than was asked for. */
  readonly movedBecause: MovedTo['because'];
  /** Of what was sent now: what the first that cannot leave yet waits for. */
  readonly waits: Reason | null;
  /** Of what was skipped: it takes the second message about its purchase along. */
  readonly endsSecond: boolean;
}

const MOST_AT_ONCE = 100;

const schema = z.object({
  action: z.enum(decisionActions),
  ids: shortList(z.string().regex(/^\d{1,18}$/), MOST_AT_ONCE, 1),
  moveTo: z.string().refine(isDay).optional(),
});

/** Null when what was sent is no decision. */
export function parseDecision(given: unknown): Decision | null {
  const parsed = schema.safeParse(given);
  return parsed.success && (parsed.data.action !== 'move' || parsed.data.moveTo) ? parsed.data : null;
}

/** Carries a decision out, message by message: one that is refused does not stop the others. */
export async function carryOutDecision(
  shopId: bigint,
  { decision, by, byName }: { decision: Decision; by: string; byName: string | undefined },
): Promise<DecisionResult> {
  const done: string[] = [];
  let refused: DecisionResult['refused'] = null;
  let lastTo: MovedTo | null = null;
  const pressedAt = now();
  const decidedIds = new Set<bigint>();
  for (const id of decision.ids) {
    const { moveTo: on } = decision;
    const moved = on
      ? await sqlInShop(shopId, (sql) => movedTo(sql, { messageId: BigInt(id), on, at: now() }))
      : undefined;
    const { result, messageIds } = await decideMail(shopId, {
      messageId: BigInt(id),
      action: decision.action,
      pressedAt,
      decidedIds,
      by,
      ...(byName !== undefined && { byName }),
      ...(moved && { moveTo: moved.at }),
    });
    for (const one of messageIds) decidedIds.add(one);
    if (result.status === 'done') {
      done.push(id);
      lastTo = moved ?? null;
    } else if (result.reason !== 'fell-with-first' || done.length === 0) {
      refused ??= { id, reason: result.reason };
    }
  }
  // Only of one message a single day can be told.
  const onlyTo = done.length === 1 ? lastTo : null;
  return {
    action: decision.action,
    done,
    changed: decidedIds.size,
    refused,
    movedTo: onlyTo?.at ?? null,
    movedBecause: onlyTo?.because ?? null,
    waits:
      decision.action === 'send_now' && done.length > 0
        ? await sqlInShop(shopId, (sql) => loadFirstWait(sql, done.map(BigInt)))
        : null,
    endsSecond:
      decision.action === 'skip' && done.length > 0
        ? await sqlInShop(shopId, (sql) => endSecond(sql, done.map(BigInt)))
        : false,
  };
}

/** Is one of them the first message about a purchase of which the second has not gone yet? */
async function endSecond(sql: ShopSql, messageIds: readonly bigint[]): Promise<boolean> {
  const rows = await sql.rows<{ key: string }>(
    'SELECT key FROM message WHERE shop_id = $1 AND id = ANY($2::bigint[]) AND step = 1 AND kind = ANY($3::text[])',
    messageIds,
    twoStepKinds,
  );
  const spent = await sql.rows<{ key: string }>(
    'SELECT key FROM message WHERE shop_id = $1 AND key = ANY($2::text[]) AND state = ANY($3::text[])',
    rows.map(({ key }) => secondStepKey(key)),
    spentStates,
  );
  return rows.length > spent.length;
}
