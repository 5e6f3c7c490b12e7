import { useNavigate } from '@remix-run/react';
import type { PanelStrings } from '~/base/strings/panel';
import type { MessageClass } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';
import { ConfirmButton } from '~/components/parts/confirm-button';
import { useWhyNot } from '~/components/queue/use-decide';
import type { SendNowAhead } from '~/office/pages/queue/send-now-ahead.server';

export interface SendNowButtonProps {
  /** Who gets it when. */
  readonly about: readonly string[];
  /** Where it is not about one mail: the question and the answer, with how many they are. */
  readonly question?: { readonly title: string; readonly confirm: string };
  /** Nothing of it leaves before something else is over: it is brought forward, not sent. */
  readonly waits: boolean;
  /** What even this never overrides. */
  readonly never: NeverOverridden;
  /** Whom it is for, where that is one person. */
  readonly customerId?: string;
  /** It cannot be sent now, and the reason is all that there is to say. */
  readonly refused: SendNowAhead['refused'];
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

/** Sends at once after saying what that overrides, and what it never does; or says why it cannot. */
export function SendNowButton({
  about,
  question,
  waits,
  never,
  customerId,
  refused,
  disabled,
  onConfirm,
}: SendNowButtonProps) {
  const { s } = usePanel();
  const whyNot = useWhyNot();
  if (refused)
    return (
      <NotNowButton
        title={s.message.sendNowRefused}
        why={whyNot(refused)}
        way={wayTo(refused, customerId)}
        disabled={disabled}
      />
    );
  return (
    <ConfirmButton
      words={s.common.sendNow}
      title={question?.title ?? (waits ? s.message.bringForwardTitle : s.message.sendNowTitle)}
      confirm={question?.confirm ?? (waits ? s.message.bringForward : s.common.sendNow)}
      about={[...about, ...(waits ? [] : [s.message.sendNowOverrides]), s.message.sendNowNever[never]]}
      disabled={disabled}
      onConfirm={onConfirm}
    />
  );
}

type NeverOverridden = keyof PanelStrings['message']['sendNowNever'];

/** Mail about an order or a warranty asks for no consent, and no complaint holds it. */
export function neverOverridden(messages: readonly { readonly class: MessageClass }[]): NeverOverridden {
  const exempt = messages.filter((message) => message.class === 'transactional').length;
  if (exempt === 0) return 'asking';
  return exempt === messages.length ? 'exempt' : 'mixed';
}

interface NotNowProps {
  readonly title: string;
  readonly why: string;
  /** To what stands in its way, where a person can do something about it. */
  readonly way?: Way | null;
  readonly disabled: boolean;
}

/** The same button where nothing can be sent now: it says why, and leads to the cause. */
export function NotNowButton({ title, why, way = null, disabled }: NotNowProps) {
  const { s } = usePanel();
  const navigate = useNavigate();
  return (
    <ConfirmButton
      words={s.common.sendNow}
      title={title}
      about={[why]}
      {...(way && { confirm: s.message.wayTo[way.to], close: s.common.close })}
      disabled={disabled}
      onConfirm={way && (() => navigate(way.url))}
    />
  );
}

interface Way {
  readonly to: keyof PanelStrings['message']['wayTo'];
  readonly url: string;
}

/** What is settled on the customer's own page, the complaint first of all. */
export function wayTo(refused: SendNowAhead['refused'], customerId: string | undefined): Way | null {
  if (refused === null || typeof refused !== 'object' || customerId === undefined) return null;
  switch (refused.code) {
    case 'held-complaint':
      return { to: 'complaint', url: `/app/customers/${customerId}#complaints` };
    case 'held-promise':
    case 'held-reply':
    case 'held-situation':
      return { to: 'customer', url: `/app/customers/${customerId}` };
    default:
      return null;
  }
}
