import { useAppBridge } from '@shopify/app-bridge-react';
import { Badge, BlockStack, Button, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { type ReactNode, useState } from 'react';
import { complaintCauses, isLongOpen, remedies } from '~/base/vocabulary/complaints';
import { useKeptOpen } from '~/components/frame/kept';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { TitledCard } from '~/components/parts/titled-card';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { useSend } from '~/components/settings/use-send';
import type { ComplaintView, OpenComplaints } from '~/office/pages/home/complaints.server';

const TOAST_MS = 8_000;

interface ComplaintsCardProps {
  readonly complaints: OpenComplaints;
  readonly now: Date;
  readonly showCustomer: boolean;
  /** What leads to the others, where not all are shown. */
  readonly others?: ReactNode;
}

/** What customers said is wrong, until a person has settled it. Nothing is shown while nobody complains. */
export function ComplaintsCard({ complaints, now, showCustomer, others }: ComplaintsCardProps) {
  const { s } = usePanel();
  const words = s.complaints;
  if (complaints.count === 0) return null;
  return (
    <TitledCard id="complaints" title={words.title} about={showCustomer ? words.about : words.aboutOne}>
      <Complaints complaints={complaints.first} now={now} showCustomer={showCustomer} />
      {others}
    </TitledCard>
  );
}

/** On home: the way to all of them, where it shows the oldest alone. */
export function AllComplaintsLink({ complaints }: { complaints: OpenComplaints }) {
  const { s, write } = usePanel();
  const { count, capped, next } = complaints;
  if (!next) return null;
  return (
    <Link url="/app/tasks" removeUnderline>
      {s.complaints.all(capped ? s.common.capped(count) : write.number(count))}
    </Link>
  );
}

/** Between the pages of their own list. */
export function ComplaintPages({ next, isFirst }: { next: string | null; isFirst: boolean }) {
  const { s } = usePanel();
  if (!next && isFirst) return null;
  return (
    <InlineStack gap="400">
      {!isFirst && (
        <Link url="/app/tasks" removeUnderline>
          {s.complaints.fromStart}
        </Link>
      )}
      {next && (
        <Link url={`/app/tasks?complaints=${next}`} removeUnderline>
          {s.complaints.next}
        </Link>
      )}
    </InlineStack>
  );
}

interface ComplaintsProps extends Omit<ComplaintsCardProps, 'complaints' | 'others'> {
  readonly complaints: OpenComplaints['first'];
}

function Complaints({ complaints, now, showCustomer }: ComplaintsProps) {
  const list = useKeptFocus<HTMLUListElement>();
  return (
    <ul ref={list} className="carafe-rows" data-plain="">
      {complaints.map((complaint) => (
        <li key={complaint.id} data-row="">
          <Complaint complaint={complaint} now={now} showCustomer={showCustomer} />
        </li>
      ))}
    </ul>
  );
}

function Complaint(props: { complaint: ComplaintView; now: Date; showCustomer: boolean }) {
  const { s, write } = usePanel();
  const words = s.complaints;
  const { id, customerId, customerName, orderName, items, tapped, openedAt, text } = props.complaint;
  const name = customerName || s.common.guest;
  const closing = useKeptOpen(nameOf(id));
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="baseline" align="space-between">
        <InlineStack gap="200" blockAlign="baseline">
          {props.showCustomer && (
            <Link url={`/app/customers/${customerId}`} removeUnderline>
              {name}
            </Link>
          )}
          {(orderName || items.length > 0) && (
            <Text as="span">
              {[orderName && words.order(orderName), ...items].filter(Boolean).join(' · ')}
            </Text>
          )}
          {isLongOpen(openedAt, props.now) && <Badge tone="critical">{words.overdue}</Badge>}
        </InlineStack>
        <Text as="span" tone="subdued">
          {write.ago(openedAt, props.now)}
        </Text>
      </InlineStack>
      {text === '' ? (
        <Text as="p" tone="subdued">
          {words.noWords(tapped && s.reports.answers.names[tapped])}
        </Text>
      ) : (
        <blockquote className="carafe-quote">{text}</blockquote>
      )}
      {closing.open ? (
        <Closing id={id} onDone={() => closing.show(false)} />
      ) : (
        <InlineStack>
          <Button size="slim" accessibilityLabel={words.closeName(name)} onClick={() => closing.show(true)}>
            {words.close}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

const nameOf = (id: string) => `complaint:${id}`;
/** Nothing is chosen beforehand: what was not looked at would be counted as if somebody had said it. */
const unsaid = { remedy: '', cause: '' };

/** By what it was settled and where it came from; the answer can be taken back in the toast. */
function Closing({ id, onDone }: { id: string; onDone: () => void }) {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const words = s.complaints;
  const { send, busy } = useSend();
  const draft = useDraft(nameOf(id), { stored: unsaid });
  const remedy = remedies.find((one) => one === draft.form.remedy);
  const cause = complaintCauses.find((one) => one === draft.form.cause);
  const [isAsked, setIsAsked] = useState(false);
  const close = async () => {
    setIsAsked(true);
    if (!remedy || !cause) return;
    const result = await send<{ status: string }>('/app/complaints', { intent: 'close', id, remedy, cause });
    if (result?.status !== 'done') return;
    draft.finish(draft.form);
    onDone();
    shopify.toast.show(words.closed, {
      duration: TOAST_MS,
      action: s.common.undo,
      onAction: () => void send('/app/complaints', { intent: 'reopen', id }),
    });
  };
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="start">
        <Select
          label={words.remedy}
          options={remedies.map((value) => ({ value, label: words.remedies[value] }))}
          placeholder={words.choose}
          value={remedy ?? ''}
          onChange={(value) => draft.set('remedy', value)}
          {...(isAsked && !remedy && { error: words.toChoose })}
        />
        <Select
          label={words.cause}
          options={complaintCauses.map((value) => ({ value, label: words.causes[value] }))}
          placeholder={words.choose}
          value={cause ?? ''}
          onChange={(value) => draft.set('cause', value)}
          {...(isAsked && !cause && { error: words.toChoose })}
        />
      </InlineStack>
      <InlineStack gap="200">
        <Button variant="primary" loading={busy} onClick={close}>
          {words.settled}
        </Button>
        <Button
          disabled={busy}
          onClick={() => {
            draft.discard();
            onDone();
          }}
        >
          {s.common.cancel}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
