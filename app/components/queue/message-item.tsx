import { Badge, BlockStack, Box, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { memo, startTransition, useState } from 'react';
import { isOpenState, shownState } from '~/base/vocabulary/message-states';
import { NeverButton } from '~/components/customers/never-button';
import { usePanel } from '~/components/frame/panel-context';
import { MessageStateBadge } from '~/components/parts/badges';
import { ConfirmButton } from '~/components/parts/confirm-button';
import { KindName } from '~/components/parts/kind-name';
import { MailPreview } from '~/components/queue/mail-preview';
import { MoveButton } from '~/components/queue/move-button';
import { neverOverridden, SendNowButton } from '~/components/queue/send-now-button';
import { UsefulUntil, useLastUsefulDay } from '~/components/queue/useful-until';
import type { Decision } from '~/office/pages/queue/decisions.server';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';

/** What happened last says why it stands where it stands; the whole story is in the timeline. */
const SHOWN_WHYS = 2;

export interface MessageItemProps {
  readonly message: MovableMessage;
  readonly now: Date;
  /** Where the page is not about one customer, the name leads to theirs. */
  readonly showCustomer?: true;
  /** Where a list is of one state, it need not be said again. */
  readonly hideState?: boolean;
  readonly busy: boolean;
  readonly onDecide: (decision: Decision) => void;
}

/** One message: what, when, why, and what a person may do about it. */
export const MessageItem = memo(function MessageItem({
  message,
  now,
  showCustomer,
  hideState,
  busy,
  onDecide,
}: MessageItemProps) {
  const { s, when, reason, timeZone: shopZone } = usePanel();
  const [previewing, setPreviewing] = useState(false);
  const zone = message.customerTimeZone ?? shopZone;
  const name = message.customerName || s.common.guest;
  const isByFlow = message.channel === 'flow';
  const label = s.message.actionsFor(s.kinds[message.kind], name);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            <KindName kind={message.kind} />
          </Text>
          {showCustomer && (
            <Link url={`/app/customers/${message.customerId}`} removeUnderline>
              {name}
            </Link>
          )}
          {isByFlow && <Badge>{s.message.flow}</Badge>}
          {!hideState && <MessageStateBadge state={shownState(message)} />}
        </InlineStack>
        <span className="carafe-own-line">
          <Text as="span" tone="subdued">
            {when(message.sentAt ?? message.dueAt, message.customerTimeZone)}
          </Text>
        </span>
      </InlineStack>
      <Text as="p">{reason(message.reason)}</Text>
      {message.why.slice(-SHOWN_WHYS).map((why, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is as stored and never reordered
        <Text as="p" tone="subdued" key={`${why.code}-${index}`}>
          {reason(why)}
        </Text>
      ))}
      {message.state === 'planned' && message.sendNow.waits?.code === 'held-paused' && (
        <Text as="p">{s.message.paused}</Text>
      )}
      <UsefulUntil message={message} />
      {message.state === 'unconfirmed' && (
        <Text as="p" tone="critical">
          {isByFlow ? s.message.flowUnconfirmed : s.message.unconfirmedAbout}
        </Text>
      )}
      <fieldset className="carafe-actions" aria-label={label}>
        <InlineStack gap="200" blockAlign="center">
          <Actions message={message} now={now} busy={busy} onDecide={onDecide} zone={zone} name={name} />
          <InlineStack blockAlign="center" wrap={false}>
            {message.state !== 'sent' && (
              <Button
                variant="tertiary"
                ariaExpanded={previewing}
                onClick={() => startTransition(() => setPreviewing(!previewing))}
                size="slim"
              >
                {previewing ? s.common.hidePreview : s.common.preview}
              </Button>
            )}
            {isOpen(message) && (
              <NeverButton customerId={message.customerId} kind={message.kind} label={label} />
            )}
          </InlineStack>
        </InlineStack>
      </fieldset>
      {previewing && (
        <Box paddingBlockStart="200">
          <MailPreview path={`/app/messages/${message.id}/preview`} />
        </Box>
      )}
    </BlockStack>
  );
});

function isOpen({ state }: MovableMessage): boolean {
  return isOpenState(state);
}

interface ActionsProps extends Omit<MessageItemProps, 'showCustomer' | 'hideState'> {
  readonly zone: string;
  readonly name: string;
}

function Actions({ message, now, busy, onDecide, zone, name }: ActionsProps) {
  const { s, write, reason } = usePanel();
  const { id, state, undo } = message;
  const lastDay = useLastUsefulDay(message);
  const decide = (action: Exclude<Decision['action'], 'move'>) => () => onDecide({ action, ids: [id] });
  const button = (action: Exclude<Decision['action'], 'move'>, words: string) => (
    <Button size="slim" disabled={busy} onClick={decide(action)}>
      {words}
    </Button>
  );
  if (state === 'unconfirmed' || state === 'failed') {
    const words = s.lists.resend;
    return (
      <>
        {state === 'unconfirmed' && button('confirm_sent', s.message.confirmSent)}
        <ConfirmButton
          words={s.message.resend}
          title={words.title}
          about={[words.about(name), words[state]]}
          disabled={busy}
          onConfirm={decide('resend')}
        />
      </>
    );
  }
  const open = isOpen(message);
  return (
    <>
      {state === 'awaiting_approval' && button('approve', s.common.approve)}
      {open && button('skip', s.common.skip)}
      {open && (
        <MoveButton
          name={`move:${id}`}
          days={message.moveDays}
          now={now}
          zone={zone}
          lastDay={lastDay}
          disabled={busy}
          onMove={(moveTo) => onDecide({ action: 'move', ids: [id], moveTo })}
        />
      )}
      {open && (
        <SendNowButton
          about={[
            message.sendNow.waits
              ? s.message.sendNowWaits(reason(message.sendNow.waits))
              : message.sendNow.insteadTo
                ? s.message.sendNowInstead(name, message.sendNow.insteadTo)
                : message.channel === 'flow'
                  ? s.message.flowNowAbout(name)
                  : s.message.sendNowAbout(name),
          ]}
          {...(message.channel === 'flow' &&
            !message.sendNow.waits && {
              question: { title: s.message.flowNowTitle, confirm: s.message.flowNow },
            })}
          waits={message.sendNow.waits !== null}
          never={neverOverridden([message])}
          customerId={message.customerId}
          refused={message.sendNow.refused}
          disabled={busy}
          onConfirm={decide('send_now')}
        />
      )}
      {undo && now < undo.until && (
        <>
          {button('undo', s.common.undo)}
          <Text as="span" tone="subdued" variant="bodySm">
            {s.message[undo.alone ? 'undoAloneUntil' : 'undoUntil'](write.time(undo.until))}
          </Text>
        </>
      )}
    </>
  );
}
