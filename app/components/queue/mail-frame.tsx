import { Button, ButtonGroup } from '@shopify/polaris';
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';

/** How a mail is shown: as wide as a desk's window, as a phone, or its plain text. */
export type MailWidth = 'wide' | 'narrow' | 'text';

/** A phone shows a mail as a phone does: a desk's would be too small there to be read. */
const HAND_WIDTH = '(max-width: 30.625em)';

/** How a mail is shown here, until somebody chooses. For what is shown in the browser alone, after a press. */
export function useMailWidth(): [MailWidth, (width: MailWidth) => void] {
  const [chosen, choose] = useState<MailWidth | null>(null);
  const [isHand, setHand] = useState(false);
  useEffect(() => setHand(window.matchMedia(HAND_WIDTH).matches), []);
  return [chosen ?? (isHand ? 'narrow' : 'wide'), choose];
}

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
  if (width === 'wide') return <DeskFrame mail={mail} />;
  if (width === 'narrow') return <Framed mail={mail} width={width} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className="carafe-preview-text" tabIndex={0}>
      {mail.text}
    </pre>
  );
}

interface FramedProps extends MailFrameProps {
  readonly style?: CSSProperties;
}

function Framed({ mail, width, style }: FramedProps) {
  const { s } = usePanel();
  return (
    <iframe
      className="carafe-preview"
      data-width={width}
      title={s.message.previewTitle(mail.subject)}
      sandbox=""
      srcDoc={mail.html}
      style={style}
    />
  );
}

/** Mail programs at a desk show a mail at least as wide as this, in pixels; beneath it, mails take their shape for phones. */
const DESK_WIDTH = 700;

/** The mail as a desk shows it, drawn smaller where there is less room. */
function DeskFrame({ mail }: Pick<MailFrameProps, 'mail'>) {
  const room = useRef<HTMLDivElement>(null);
  const scale = Math.min(1, useWidth(room) / DESK_WIDTH);
  const smaller = { width: DESK_WIDTH, height: `${100 / scale}%`, transform: `scale(${scale})` };
  return (
    <div ref={room} className="carafe-preview-desk">
      <Framed mail={mail} width="wide" {...(scale < 1 && { style: smaller })} />
    </div>
  );
}

/** How wide an element is now, in pixels; wide enough for anything until it was measured. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
