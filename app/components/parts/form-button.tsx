import { BlockStack, Button, Popover, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useKeptOpen } from '~/components/frame/kept';
import type { Draft } from '~/components/frame/use-draft';
import { KeptNote } from '~/components/parts/kept-note';

interface FormButtonProps {
  /** The name of the form's draft: one that was interrupted is opened again. */
  readonly name: string;
  readonly words: string;
  readonly disabled?: boolean;
  /** Which of the button's edges the form stands under. */
  readonly under: 'left' | 'right';
  /** The form, made when it is opened; `close` puts it away. */
  readonly children: (close: () => void) => ReactNode;
}

/** A small button that opens a form beneath it; on a phone, over the page. */
export function FormButton({ name, words, disabled = false, under, children }: FormButtonProps) {
  const { open, show } = useKeptOpen(name);
  const close = () => show(false);
  return (
    <Popover
      active={open}
      onClose={close}
      ariaHaspopup="dialog"
      preferredAlignment={under}
      activator={
        <Button size="slim" disclosure disabled={disabled} onClick={() => show(!open)}>
          {words}
        </Button>
      }
    >
      {children(close)}
    </Popover>
  );
}

interface FormFrameProps {
  readonly title: string;
  readonly width: '17rem' | '18rem';
  readonly draft: Pick<Draft<never>, 'restored' | 'discard'>;
  readonly children: ReactNode;
}

/** A form that a button opens: its title above its fields. */
export function FormFrame({ title, width, draft, children }: FormFrameProps) {
  return (
    <div className="carafe-form" style={{ width }}>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        <KeptNote draft={draft} />
        {children}
      </BlockStack>
    </div>
  );
}
