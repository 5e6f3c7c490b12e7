import { Button, Select, TextField } from '@shopify/polaris';
import { isoDay, localDay } from '~/base/lib/days';
import { LONGEST_PROMISE, promiseKinds } from '~/base/vocabulary/work';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { FormButton, FormFrame } from '~/components/parts/form-button';
import { useWork } from '~/components/tasks/use-work';

/** Writes down what was promised to a customer, and by when. */
export function PromiseButton({ customerId, now }: { customerId: string; now: Date }) {
  const { s } = usePanel();
  return (
    <FormButton name={nameOf(customerId)} words={s.work.promises.add} under="right">
      {(close) => <Form customerId={customerId} now={now} onDone={close} />}
    </FormButton>
  );
}

const nameOf = (customerId: string) => `promise:${customerId}`;

interface FormProps {
  readonly customerId: string;
  readonly now: Date;
  readonly onDone: () => void;
}

function Form({ customerId, now, onDone }: FormProps) {
  const { s, timeZone } = usePanel();
  const words = s.work.promises;
  const today = localDay(now, timeZone);
  const draft = useDraft(nameOf(customerId), {
    stored: { kind: 'answer', what: '', on: isoDay(today + 1) },
  });
  const { kind, what, on } = draft.form;
  const { change, busy } = useWork();
  const isReady = what.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(on);
  const save = async () => {
    const asked = { intent: 'promise', customerId, kind, what: what.trim(), on };
    const result = await change(asked, { words: words.added, undo: 'withdraw' });
    if (result?.status !== 'done') return;
    draft.finish(draft.form);
    onDone();
  };
  return (
    <FormFrame title={words.addTitle} width="18rem" draft={draft}>
      <Select
        label={words.kind}
        options={promiseKinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={kind}
        onChange={(value) => draft.set('kind', value)}
      />
      <TextField
        label={words.what}
        value={what}
        onChange={(value) => draft.set('what', value)}
        helpText={words.whatHelp}
        maxLength={LONGEST_PROMISE}
        multiline={2}
        autoComplete="off"
      />
      <TextField
        label={words.on}
        type="date"
        value={on}
        onChange={(value) => draft.set('on', value)}
        min={isoDay(today)}
        autoComplete="off"
      />
      <Button variant="primary" disabled={!isReady} loading={busy} onClick={save}>
        {words.save}
      </Button>
    </FormFrame>
  );
}
