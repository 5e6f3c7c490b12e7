import { word } from './ask-carafe';
import type { Loaded } from './use-answer';

interface WaitingProps {
  readonly loaded: Loaded<unknown>;
  readonly onRetry: () => void;
}

/** What stands where an answer will be, or where none came. */
export function Waiting({ loaded, onRetry }: WaitingProps) {
  if (loaded.status !== 'failed') return <s-spinner accessibilityLabel={word('loading')} />;
  return (
    <s-banner tone="warning">
      <s-paragraph>{loaded.sentence}</s-paragraph>
      <s-button onClick={onRetry}>{word('retry')}</s-button>
    </s-banner>
  );
}
