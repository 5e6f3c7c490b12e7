import { usePanel } from '~/components/frame/panel-context';
import { ConfirmButton } from '~/components/parts/confirm-button';

export interface SendNowButtonProps {
  /** Who gets it, in one sentence. */
  readonly about: string;
  /** Of many: the question and the answer, with how many they are. */
  readonly many?: { readonly title: string; readonly confirm: string };
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

/** Sends at once after saying what that overrides, and what it never does. */
export function SendNowButton({ about, many, disabled, onConfirm }: SendNowButtonProps) {
  const { s } = usePanel();
  return (
    <ConfirmButton
      words={s.common.sendNow}
      title={many?.title ?? s.message.sendNowTitle}
      {...(many && { confirm: many.confirm })}
      about={[about, s.message.sendNowOverrides, s.message.sendNowNever]}
      disabled={disabled}
      onConfirm={onConfirm}
    />
  );
}
