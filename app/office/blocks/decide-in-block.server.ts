import type { BlockDecision } from '~/office/blocks/answers';
import type { BlockRequest } from '~/office/blocks/block-request.server';
import { carryOutDecision, parseDecision } from '~/office/pages/queue/decisions.server';

/** Blocks offer what can be taken back, and nothing that sends. Null when something else was asked. */
export async function decideInBlock(
  { shopId, staff, staffName, voice }: BlockRequest,
  given: unknown,
): Promise<BlockDecision | null> {
  const decision = parseDecision(given);
  if (!decision || (decision.action !== 'skip' && decision.action !== 'undo')) return null;
  const { done, refused } = await carryOutDecision(shopId, { decision, by: staff, byName: staffName });
  const words = voice.s.message;
  if (done.length > 0) {
    return {
      done: true,
      sentence: decision.action === 'skip' ? words.done.skip(done.length) : words.done.undo,
    };
  }
  const why = refused?.reason;
  const told =
    typeof why === 'object' ? voice.reason(why) : (words.refusedReasons[why ?? ''] ?? words.refusedOther);
  return { done: false, sentence: words.refused(told) };
}
