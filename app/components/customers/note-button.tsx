import { Button, Select, TextField } from '@shopify/polaris';
import { isoDay, localDay } from '~/base/lib/days';
import {
  LONGEST_NOTE,
  MOST_SITUATION_DAYS,
  noteKinds,
  USUAL_SITUATION_DAYS,
} from '~/base/vocabulary/situations';
import { useNotes } from '~/components/customers/use-notes';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { ConfirmButton } from '~/components/parts/confirm-button';
import { FormButton, FormFrame } from '~/components/parts/form-button';
import type { OrderView } from '~/office/pages/customers/customer.server';

interface NoteButtonProps {
  readonly customerId: string;
  readonly orders: readonly Pick<OrderView, 'id' | 'name' | 'at'>[];
  readonly now: Date;
}

/** Writes down what was learnt of a customer outside of our mails: a complaint, an illness, a grief, a death. */
export function NoteButton(props: NoteButtonProps) {
  const { s } = usePanel();
  return (
    <FormButton name={nameOf(props)} words={s.notes.add} under="right">
      {(close) => <Form {...props} onDone={close} />}
    </FormButton>
  );
}

const nameOf = ({ customerId }: Pick<NoteButtonProps, 'customerId'>) => `note:${customerId}`;

function Form({ customerId, orders, now, onDone }: NoteButtonProps & { readonly onDone: () => void }) {
  const { s, write, timeZone } = usePanel();
  const words = s.notes;
  const today = localDay(now, timeZone);
  const draft = useDraft(nameOf({ customerId }), {
    stored: { kind: 'complaint', orderId: '', text: '', on: isoDay(today + USUAL_SITUATION_DAYS) },
  });
  const { orderId, text, on } = draft.form;
  const kind = noteKinds.find((known) => known === draft.form.kind) ?? 'complaint';
  const { change, busy } = useNotes();
  const isComplaint = kind === 'complaint';
  const hasEnd = kind === 'ill' || kind === 'in_grief';
  const isReady = isComplaint ? text.trim() !== '' : !hasEnd || /^\d{4}-\d{2}-\d{2}$/.test(on);
  const save = async () => {
    const asked = {
      intent: kind,
      customerId,
      text: text.trim(),
      ...(isComplaint && orderId !== '' && { orderId }),
      ...(hasEnd && { on }),
    };
    if (
      await change(asked, {
        words: kind === 'died' ? words.addedDeath : words.added,
        undo: isComplaint ? 'withdraw' : 'end',
      })
    ) {
      draft.finish(draft.form);
      onDone();
    }
  };
  return (
    <FormFrame title={words.addTitle} width="18rem" draft={draft}>
      <Select
        label={words.what}
        options={noteKinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={kind}
        onChange={(value) => draft.set('kind', value)}
      />
      {isComplaint && orders.length > 0 && (
        <Select
          label={words.order}
          options={[
            { value: '', label: words.noOrder },
            ...orders.map(({ id, name, at }) => ({
              value: id,
              label: words.orderOn(name, write.dayOf(at)),
            })),
          ]}
          value={orderId}
          onChange={(value) => draft.set('orderId', value)}
        />
      )}
      {hasEnd && (
        <TextField
          label={words.on}
          type="date"
          value={on}
          onChange={(value) => draft.set('on', value)}
          min={isoDay(today)}
          max={isoDay(today + MOST_SITUATION_DAYS)}
          helpText={words.about[kind]}
          autoComplete="off"
        />
      )}
      <TextField
        label={isComplaint ? words.complaintWords : words.words}
        value={text}
        onChange={(value) => draft.set('text', value)}
        helpText={isComplaint ? words.complaintHelp : words.wordsHelp}
        maxLength={LONGEST_NOTE}
        multiline={3}
        autoComplete="off"
      />
      {kind === 'died' ? (
        <ConfirmButton
          words={words.died.button}
          title={words.died.title}
          about={words.died.about}
          confirm={words.died.confirm}
          disabled={busy}
          tone="critical"
          onConfirm={() => void save()}
        />
      ) : (
        <Button variant="primary" disabled={!isReady} loading={busy} onClick={save}>
          {words.save}
        </Button>
      )}
    </FormFrame>
  );
}
