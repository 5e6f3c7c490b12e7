import { Text } from '@shopify/polaris';
import { isoDay, localDay } from '~/base/lib/days';
import { isOpenState } from '~/base/vocabulary/message-states';
import { usePanel } from '~/components/frame/panel-context';
import type { MessageView } from '~/office/pages/queue/message-view.server';

type Waiting = Pick<MessageView, 'state' | 'why' | 'usefulUntil' | 'customerTimeZone'>;

/** Beside the new date of what was moved, and of what is held and keeps its place: until when it is of any use. */
export function UsefulUntil({ message }: { message: Waiting }) {
  const { s, write } = usePanel();
  const last = useLastUsefulDay(message);
  const isPutOff = message.state === 'held' || message.why.some(({ code }) => code.startsWith('moved-'));
  if (!isPutOff || !isOpenState(message.state)) return null;
  return (
    <Text as="p" tone="subdued">
      {s.message.usefulUntil(write.weekday(last))}
    </Text>
  );
}

/** 'YYYY-MM-DD', in the customer's calendar. */
export function useLastUsefulDay({ usefulUntil, customerTimeZone }: Omit<Waiting, 'state' | 'why'>): string {
  const { timeZone } = usePanel();
  return isoDay(localDay(usefulUntil, customerTimeZone ?? timeZone));
}
