import { usePanel } from '~/components/frame/panel-context';
import { RowsByDay } from '~/components/parts/rows-by-day';
import { SentMail } from '~/components/parts/sent-mail';
import type { SentMail as Sent } from '~/office/pages/home/sent.server';

/** Mails that left by day, the newest first. */
export function SentList({ mails }: { mails: readonly Sent[] }) {
  const { write } = usePanel();
  return (
    <RowsByDay rows={mails} idOf={({ mailId }) => mailId} atOf={({ sentAt }) => sentAt}>
      {(mail) => (
        <li>
          <SentMail mail={mail} when={write.time(mail.sentAt)} />
        </li>
      )}
    </RowsByDay>
  );
}
