import { BlockStack, Button, Popover, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useOpen } from '~/components/parts/use-open';

interface FormButtonProps {
  readonly words: string;
  readonly disabled?: boolean;
  /** Which of the button's edges the form stands under. */
  readonly under: 'left' | 'right';
  /** The form, made when it is opened; `close` puts it away. */
  readonly children: (close: () => void) => ReactNode;
}

/** A small button that opens a form beneath it; on a phone, over the page. */
export function FormButton({ words, disabled = false, under, children }: FormButtonProps) {
  const { open, toggle, close } = useOpen();
  return (
    <Popover
      active={open}
      onClose={close}
      ariaHaspopup="dialog"
      preferredAlignment={under}
      activator={
        <Button size="slim" disclosure disabled={disabled} onClick={toggle}>
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
  readonly children: ReactNode;
}

/** A form that a button opens: its title above its fields. */
export function FormFrame({ title, width, children }: FormFrameProps) {
  return (
    <div className="carafe-form" style={{ width }}>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        {children}
      </BlockStack>
    </div>
  );
}
