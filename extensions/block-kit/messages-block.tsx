import { useState } from 'preact/hooks';
import type { BlockDecision, BlockMessage, BlockView } from '../../app/office/blocks/answers';
import { askCarafe, word } from './ask-carafe';
import { useAnswer } from './use-answer';
import { Waiting } from './waiting';

/** A customer or an order: how it stands, and the messages that it leads to, each with its reason and its skip. */
export function MessagesBlock({ path }: { path: string }) {
  const { loaded, ask } = useAnswer<BlockView>(path);
  const [busyId, setBusyId] = useState<string | null>(null);
  const [said, setSaid] = useState<BlockDecision | null>(null);

  const decide = async (action: 'skip' | 'undo', id: string) => {
    setBusyId(id);
    const asked = await askCarafe<BlockDecision>('decisions', { action, ids: [id] });
    setSaid(asked.status === 'here' ? asked.answer : { done: false, sentence: asked.sentence });
    await ask();
    setBusyId(null);
  };

  if (loaded.status !== 'here') {
    return (
      <s-admin-block heading={word('heading')}>
        <Waiting loaded={loaded} onRetry={ask} />
      </s-admin-block>
    );
  }
  const { badge, sentences, messages, path: page } = loaded.answer;
  return (
    <s-admin-block heading={word('heading')} collapsedSummary={badge?.words ?? sentences[0] ?? ''}>
      <s-stack gap="base">
        {badge && <s-badge tone={badge.tone}>{badge.words}</s-badge>}
        {sentences.map((sentence) => (
          <s-paragraph key={sentence}>{sentence}</s-paragraph>
        ))}
        {said && <s-banner tone={said.done ? 'success' : 'warning'}>{said.sentence}</s-banner>}
        {messages.map((message) => (
          <Message key={message.id} message={message} busy={busyId !== null} onDecide={decide} />
        ))}
        {page && <s-link href={`app:${page.replace(/^\//, '')}`}>{word('open')}</s-link>}
      </s-stack>
    </s-admin-block>
  );
}

interface MessageProps {
  readonly message: BlockMessage;
  readonly busy: boolean;
  readonly onDecide: (action: 'skip' | 'undo', id: string) => void;
}

function Message({ message, busy, onDecide }: MessageProps) {
  const { id, kind, when, why, state, canSkip, canUndo } = message;
  const button = (action: 'skip' | 'undo') => (
    <s-button
      variant="secondary"
      disabled={busy}
      accessibilityLabel={word(`${action}This`, { kind, when })}
      onClick={() => onDecide(action, id)}
    >
      {word(action)}
    </s-button>
  );
  return (
    <s-stack gap="small">
      <s-divider />
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-text type="strong">{kind}</s-text>
        <s-badge tone={state.tone}>{state.words}</s-badge>
        <s-text color="subdued">{when}</s-text>
      </s-stack>
      <s-paragraph color="subdued">{why}</s-paragraph>
      {canSkip && button('skip')}
      {canUndo && button('undo')}
    </s-stack>
  );
}
