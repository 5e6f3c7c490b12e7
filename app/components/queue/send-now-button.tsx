import { usePanel } from '~/components/frame/panel-context';
import { ConfirmButton } from '~/components/parts/confirm-button';

export interface SendNowButtonProps {
  /** Who gets it, in one sentence. */
  readonly about: string;
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

/** Sends at once after saying what that overrides, and what it never does. */
export function SendNowButton({ about, disabled, onConfirm }: SendNowButtonProps) {
  const { s } = usePanel();
  return (
    <ConfirmButton
      words={s.common.sendNow}
      title={s.message.sendNowTitle}
      about={[about, s.message.sendNowOverrides, s.message.sendNowNever]}
      disabled={disabled}
      onConfirm={onConfirm}
    />
  );
}
