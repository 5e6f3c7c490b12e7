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
  const { done, refused, endsSecond } = await carryOutDecision(shopId, {
    decision,
    by: staff,
    byName: staffName,
  });
  const words = voice.s.message;
  if (done.length > 0) {
    const skipped = words.done.skip(done.length);
    return {
      done: true,
      sentence:
        decision.action === 'undo' ? words.done.undo : endsSecond ? words.done.noSecond(skipped) : skipped,
    };
  }
  const why = refused?.reason;
  const told =
    typeof why === 'object' ? voice.reason(why) : (words.refusedReasons[why ?? ''] ?? words.refusedOther);
  return { done: false, sentence: words.refused(told) };
}
