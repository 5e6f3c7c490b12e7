import { Button, ButtonGroup } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';

/** How a mail is shown: as wide as a desk's window, as a phone, or its plain text. */
export type MailWidth = 'wide' | 'narrow' | 'text';

interface MailWidthsProps {
  readonly width: MailWidth;
  readonly onChoose: (width: MailWidth) => void;
}

export function MailWidths({ width, onChoose }: MailWidthsProps) {
  const { s } = usePanel();
  const widths: [MailWidth, string][] = [
    ['wide', s.message.previewWide],
    ['narrow', s.message.previewNarrow],
    ['text', s.message.previewText],
  ];
  return (
    <ButtonGroup variant="segmented">
      {widths.map(([value, words]) => (
        <Button key={value} size="slim" pressed={width === value} onClick={() => onChoose(value)}>
          {words}
        </Button>
      ))}
    </ButtonGroup>
  );
}

interface MailFrameProps {
  readonly mail: { readonly subject: string; readonly html: string; readonly text: string };
  readonly width: MailWidth;
}

/**
 * A mail in a frame without scripts, forms or a way out: whatever a template or a customer's name holds, it cannot act
 * here.
 */
export function MailFrame({ mail, width }: MailFrameProps) {
  const { s } = usePanel();
  if (width !== 'text')
    return (
      <iframe
        className="carafe-preview"
        data-width={width}
        title={s.message.previewTitle(mail.subject)}
        sandbox=""
        srcDoc={mail.html}
      />
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className="carafe-preview-text" tabIndex={0}>
      {mail.text}
    </pre>
  );
}
