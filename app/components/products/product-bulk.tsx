import { ActionList, Box, Button, FormLayout, InlineStack, Popover, TextField } from '@shopify/polaris';
import { type ReactNode, startTransition, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { KeptNote } from '~/components/parts/kept-note';
import { PoolModal } from '~/components/products/pool-modal';
import { readDays, readMonths, readUrl } from '~/components/products/product-fields';
import { useProductChange } from '~/components/products/use-product-change';
import type { ProductChange } from '~/office/pages/products/product-edits.server';
import type { ProductRow } from '~/office/pages/products/products.server';

type Set = Extract<ProductChange, { action: 'edit' }>['set'];
type Open = 'days' | 'warranty' | 'guide' | 'more' | 'pool' | null;

/** What can be done to many products at once. Each can be taken back from the toast. */
export function ProductBulk({ chosen }: { chosen: readonly ProductRow[] }) {
  const { s } = usePanel();
  const [open, setOpen] = useState<Open>(null);
  const { change, busy } = useProductChange();
  const words = s.products.bulk;
  const needIds = chosen.map(({ id }) => id);
  const set = async (fields: Set) => {
    const done = await change({ action: 'edit', needIds, set: fields });
    if (done) setOpen(null);
    return done;
  };
  // The press is shown before what it opens is made.
  const show = (name: Open) => startTransition(() => setOpen(name));
  const toggle = (name: Open) => () => show(open === name ? null : name);
  const field = { busy, onClose: () => show(null) };
  // What was typed for others comes back as kept text, and says so.
  const ofThese = needIds.join(' ');
  return (
    <InlineStack gap="200">
      <FieldPopover
        key={`days ${ofThese}`}
        {...field}
        name="days"
        active={open === 'days'}
        onToggle={toggle('days')}
        button={words.days}
        label={s.products.fields.days}
        help={s.products.fields.daysHelp('')}
        error={s.products.errors.days}
        numeric
        read={readDays}
        onApply={(daysPerUnit) => set({ daysPerUnit })}
      />
      <FieldPopover
        key={`warranty ${ofThese}`}
        {...field}
        name="warranty"
        active={open === 'warranty'}
        onToggle={toggle('warranty')}
        button={words.warranty}
        label={s.products.fields.warranty}
        help={s.products.fields.warrantyHelp}
        error={s.products.errors.warranty}
        numeric
        read={readMonths}
        onApply={(warrantyMonths) => set({ warrantyMonths })}
      />
      <FieldPopover
        key={`guide ${ofThese}`}
        {...field}
        name="guide"
        active={open === 'guide'}
        onToggle={toggle('guide')}
        button={words.guide}
        label={s.products.fields.guide}
        help={s.products.fields.guideHelp}
        error={s.products.errors.guide}
        read={readUrl}
        onApply={(guideUrl) => set({ guideUrl })}
      />
      <Popover
        active={open === 'more'}
        onClose={() => show(null)}
        activator={
          <Button size="slim" disclosure onClick={toggle('more')}>
            {s.common.more}
          </Button>
        }
      >
        <ActionList
          items={[
            { content: words.usedUp, onAction: () => set({ usage: 'used_up' }) },
            { content: words.notUsedUp, onAction: () => set({ usage: 'not_used_up' }) },
            { content: words.judge, onAction: () => set({ usage: 'unknown' }) },
            ...(chosen.length > 1 ? [{ content: words.pool, onAction: () => setOpen('pool') }] : []),
          ]}
        />
      </Popover>
      {open === 'pool' && (
        <PoolModal
          products={chosen}
          onClose={() => setOpen(null)}
          onConfirm={(into) => {
            void change({ action: 'merge', into, from: needIds.filter((id) => id !== into) });
            setOpen(null);
          }}
        />
      )}
    </InlineStack>
  );
}

interface FieldPopoverProps<Value> {
  readonly name: 'days' | 'warranty' | 'guide';
  readonly active: boolean;
  readonly busy: boolean;
  readonly button: string;
  readonly label: string;
  readonly help: ReactNode;
  readonly error: string;
  readonly numeric?: true;
  readonly read: (text: string) => Value | null | undefined;
  readonly onToggle: () => void;
  readonly onClose: () => void;
  /** Whether it was done. Null takes the value back. */
  readonly onApply: (value: Value | null) => Promise<boolean>;
}

const nothing = { text: '' };

/**
 * One field for many products: refused beside the field, never half applied. An empty field says nothing, since a second
 * Enter would take back what the first has set; taking a value back has a button of its own.
 */
function FieldPopover<Value>(props: FieldPopoverProps<Value>) {
  const { s } = usePanel();
  const draft = useDraft(`bulk-${props.name}`, { stored: nothing });
  const { text } = draft.form;
  const [refused, setRefused] = useState(false);
  const isEmpty = text.trim() === '';
  const send = async (value: Value | null) => {
    setRefused(false);
    if (await props.onApply(value)) draft.finish(draft.form);
  };
  const apply = () => {
    if (props.busy || isEmpty) return;
    const value = props.read(text);
    if (value === undefined) setRefused(true);
    else void send(value);
  };
  return (
    <Popover
      active={props.active}
      onClose={props.onClose}
      // Whoever is led into a field that has something in it already hears first why.
      autofocusTarget={draft.restored ? 'container' : 'first-node'}
      ariaHaspopup="dialog"
      activator={
        <Button size="slim" disclosure onClick={props.onToggle} loading={props.busy && props.active}>
          {props.button}
        </Button>
      }
    >
      <Box padding="400" maxWidth="20rem">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <FormLayout>
            <KeptNote draft={draft} />
            <TextField
              label={props.label}
              helpText={props.help}
              value={text}
              onChange={(value) => {
                draft.set('text', value);
                setRefused(false);
              }}
              autoComplete="off"
              {...(props.numeric && { inputMode: 'decimal' as const })}
              {...(refused && { error: props.error })}
            />
            <InlineStack gap="200">
              <Button submit variant="primary" disabled={props.busy || isEmpty}>
                {s.products.bulk.apply}
              </Button>
              <Button disabled={props.busy || !isEmpty} onClick={() => void send(null)}>
                {s.products.bulk.remove}
              </Button>
            </InlineStack>
          </FormLayout>
        </form>
      </Box>
    </Popover>
  );
}
