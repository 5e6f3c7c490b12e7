import { word } from './ask-carafe';

/** What stands where an answer will be, or where none came. */
export function Waiting({ failed, onRetry }: { failed: boolean; onRetry: () => void }) {
  if (!failed) return <s-spinner accessibilityLabel={word('loading')} />;
  return (
    <s-banner tone="warning">
      <s-paragraph>{word('failed')}</s-paragraph>
      <s-button onClick={onRetry}>{word('retry')}</s-button>
    </s-banner>
  );
}
