import { usePanel } from '~/components/frame/panel-context';
import { NotNowButton, neverOverridden, SendNowButton } from '~/components/queue/send-now-button';
import { useWhyNot } from '~/components/queue/use-decide';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';

export interface SendNowManyProps {
  /** What is picked on the page; never empty. */
  readonly picked: readonly MovableMessage[];
  /** How many are meant, where that is all that match the filters, on other pages too; null: what is picked. */
  readonly matching: number | null;
  readonly disabled: boolean;
  /** With those on the page that would be taken. */
  readonly onConfirm: (ids: readonly string[]) => void;
}

/** Sends what is picked at once, after saying how many leave, wait or stay; of what other pages hold, nothing is promised. */
export function SendNowMany({ picked, matching, disabled, onConfirm }: SendNowManyProps) {
  const { s, write, reason } = usePanel();
  const whyNot = useWhyNot();
  const words = s.lists.queue;
  const taken = picked.filter(({ sendNow }) => !sendNow.refused);
  const whyStay = sentences(picked, ({ sendNow }) => sendNow.refused && whyNot(sendNow.refused));
  const whyWait = sentences(taken, ({ sendNow }) => sendNow.waits && reason(sendNow.waits));
  if (matching === null && taken.length === 0)
    return (
      <NotNowButton
        title={picked.length === 1 ? s.message.sendNowRefused : words.sendNowNone}
        why={whyStay}
        disabled={disabled}
      />
    );
  const waiting = taken.filter(({ sendNow }) => sendNow.waits).length;
  const leaving = taken.length - waiting;
  const staying = picked.length - taken.length;
  const aboutMatching = (count: string) => [
    whyWait ? words.sendNowMatchingWait(whyWait, count) : words.sendNowMatching(count),
  ];
  const aboutPicked = () => [
    ...(leaving > 0 ? [words.sendNowMany(leaving)] : []),
    ...(waiting > 0 ? [words.sendNowWait(whyWait, waiting)] : []),
    ...(staying > 0 ? [words.sendNowStay(whyStay, staying)] : []),
  ];
  const count = write.number(matching ?? taken.length);
  const waits = matching === null && leaving === 0;
  return (
    <SendNowButton
      about={matching === null ? aboutPicked() : aboutMatching(count)}
      waits={waits}
      never={matching === null ? neverOverridden(taken) : 'mixed'}
      refused={null}
      {...((matching ?? taken.length) > 1 && {
        question: waits
          ? { title: words.bringForward(count), confirm: words.bringForwardConfirm(count) }
          : { title: words.sure.send_now(count), confirm: words.sendNowConfirm(count) },
      })}
      disabled={disabled}
      onConfirm={() => onConfirm(taken.map(({ id }) => id))}
    />
  );
}

/** Each sentence once, in the order of the page. */
function sentences(
  messages: readonly MovableMessage[],
  say: (message: MovableMessage) => string | null,
): string {
  return [...new Set(messages.map(say))].filter((sentence) => sentence !== null).join(' ');
}
