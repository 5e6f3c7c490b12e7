import { Button } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { useAnswer } from '~/components/frame/use-answer';
import { NotNowButton, neverOverridden, SendNowButton, wayTo } from '~/components/queue/send-now-button';
import { countPicked } from '~/components/queue/send-now-count';
import { useWhyNot } from '~/components/queue/use-decide';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';
import type { Counted, SendNowCounts } from '~/office/pages/queue/send-now-counts.server';

export interface SendNowManyProps {
  /** What is picked on the page; never empty. */
  readonly picked: readonly MovableMessage[];
  /** Where all that match the filters are meant, on other pages too: how many, and by which; null: what is picked. */
  readonly matching: { readonly count: number; readonly query: string } | null;
  readonly disabled: boolean;
  /** With those on the page that would be taken, and of how many that was said. */
  readonly onConfirm: (ids: readonly string[], told: number) => void;
}

/** More reasons than these are no longer read. */
const SHOWN_REASONS = 4;

/** Sends what is picked at once, after saying how many leave, wait or stay, and why each does not leave. */
export function SendNowMany({ picked, matching, disabled, onConfirm }: SendNowManyProps) {
  const { s, write, reason } = usePanel();
  const whyNot = useWhyNot();
  const words = s.lists.queue;
  const ofMatching = useAnswer<SendNowCounts>(matching && `/app/send-now-ahead?${matching.query}`);
  const counts = matching ? ofMatching : countPicked(picked);
  const taken = picked.filter(({ sendNow }) => !sendNow.refused);
  const never = matching ? 'mixed' : neverOverridden(taken);
  const confirm = (told: number) =>
    onConfirm(
      taken.map(({ id }) => id),
      told,
    );
  if (counts === null)
    return (
      <Button size="slim" loading>
        {s.common.sendNow}
      </Button>
    );
  if (counts === 'unknown') {
    const most = matching?.count ?? picked.length;
    const count = write.number(most);
    return (
      <SendNowButton
        about={[words.sendNowMatching(count)]}
        waits={false}
        never={never}
        refused={null}
        question={{ title: words.sure.send_now(count), confirm: words.sendNowConfirm(count) }}
        disabled={disabled}
        onConfirm={() => confirm(most)}
      />
    );
  }
  const [first] = picked;
  const { leaving, together } = counts;
  const waiting = sum(counts.waits);
  const staying = sum(counts.stays);
  const whyStay = told(counts.stays, whyNot);
  if (leaving + waiting === 0)
    return (
      <NotNowButton
        title={staying === 1 ? s.message.sendNowRefused : words.sendNowNone}
        why={whyStay}
        way={picked.length === 1 ? wayTo(first?.sendNow.refused ?? null, first?.customerId) : null}
        disabled={disabled}
      />
    );
  const waits = leaving === 0;
  const count = write.number(waits ? waiting : leaving);
  return (
    <SendNowButton
      about={[
        ...(leaving > 0
          ? [words.sendNowMany(leaving, together.mails, together.people, together.hasFlow)]
          : []),
        ...(together.several > 0 ? [words.sendNowSeveral(together.several, together.hasFlow)] : []),
        ...(waiting > 0 ? [words.sendNowWait(told(counts.waits, reason), waiting)] : []),
        ...(staying > 0 ? [words.sendNowStay(whyStay, staying)] : []),
      ]}
      waits={waits}
      never={never}
      refused={null}
      {...(leaving + waiting + staying > 1 && {
        question: waits
          ? { title: words.bringForward(count), confirm: words.bringForwardConfirm(count) }
          : { title: words.sure.send_now(count), confirm: words.sendNowConfirm(count) },
      })}
      disabled={disabled}
      onConfirm={() => confirm(leaving + waiting)}
    />
  );

  /** Each sentence once, with how many it concerns where there are several; the most frequent first. */
  function told<Because>(all: readonly Counted<Because>[], say: (because: Because) => string): string {
    const counted = new Map<string, number>();
    for (const { because, count: one } of all)
      counted.set(say(because), (counted.get(say(because)) ?? 0) + one);
    const sentences = [...counted].sort(([, one], [, other]) => other - one);
    if (sentences.length < 2) return sentences.map(([sentence]) => sentence).join();
    const rest = sentences.slice(SHOWN_REASONS).reduce((total, [, one]) => total + one, 0);
    return [
      ...sentences.slice(0, SHOWN_REASONS).map(([sentence, one]) => words.ofSome(one, sentence)),
      ...(rest > 0 ? [words.ofSome(rest, words.otherReasons)] : []),
    ].join(' ');
  }
}

function sum(all: readonly Counted<unknown>[]): number {
  return all.reduce((total, { count }) => total + count, 0);
}
