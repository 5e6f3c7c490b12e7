import { BlockStack, Checkbox, InlineError, Text, TextField } from '@shopify/polaris';
import { useMemo } from 'react';
import { daysBounds } from '~/base/vocabulary/product-bounds';
import type { StepProps } from '~/components/first-run/first-run';
import { StepFrame } from '~/components/first-run/step-frame';
import { usePanel } from '~/components/frame/panel-context';
import { type Draft, useDraft } from '~/components/frame/use-draft';
import { useStandingErrors } from '~/components/settings/standing-errors';
import type { LastingProduct } from '~/office/first-run/lasting.server';

type LastingForm = Record<string, string | boolean>;

/** "How long does one last one person?" for what sells most. */
export function LastingStep({ page, move }: StepProps) {
  const { s, write } = usePanel();
  const words = s.firstRun.lasting;
  const { lasting } = page;
  const stored = useMemo(() => formOf(lasting ?? [], write.typed), [lasting, write.typed]);
  const draft = useDraft<LastingForm>('lasting', { stored });
  const errors = useStandingErrors(move.errors, draft.form);
  const isEmpty = !lasting || lasting.length === 0;
  return (
    <StepFrame
      step="lasting"
      move={move}
      nextLabel={isEmpty ? s.firstRun.goOn : s.firstRun.next}
      onNext={() => move.next({ lasting: changedIn(draft) }, { settle: () => draft.settle(draft) })}
    >
      <BlockStack gap="400">
        <Text as="p">{isEmpty ? words.empty : words.about}</Text>
        <ul className="carafe-rows" data-plain="">
          {lasting?.map((product) => (
            <li key={product.needId}>
              <LastingRow
                product={product}
                draft={draft}
                hasError={Boolean(errors[`days.${product.needId}`])}
              />
            </li>
          ))}
        </ul>
      </BlockStack>
    </StepFrame>
  );
}

function formOf(lasting: readonly LastingProduct[], typed: (value: number) => string): LastingForm {
  return Object.fromEntries(
    lasting.flatMap(({ needId, days, usage }): [string, string | boolean][] => [
      [`days.${needId}`, days === null ? '' : typed(days)],
      [`not.${needId}`, usage === 'not_used_up'],
    ]),
  );
}

/** What a colleague has said meanwhile stays. */
function changedIn({ form, openedWith }: Draft<LastingForm>): LastingForm {
  return Object.fromEntries(Object.entries(form).filter(([field, value]) => value !== openedWith[field]));
}

interface LastingRowProps {
  readonly product: LastingProduct;
  readonly draft: Draft<LastingForm>;
  readonly hasError: boolean;
}

function LastingRow({ product, draft, hasError }: LastingRowProps) {
  const { s, write } = usePanel();
  const words = s.firstRun.lasting;
  const field = `days.${product.needId}`;
  const tick = `not.${product.needId}`;
  const isDurable = draft.form[tick] === true;
  return (
    <div className="carafe-lasting">
      <BlockStack gap="050">
        <Text as="h3" fontWeight="medium">
          {product.title}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {[
            product.variant,
            product.learntDays === null
              ? words.unknown
              : words.learnt(write.number(product.learntDays), product.learntFrom),
            // Who reads the days beside the field takes them for those of one.
            product.learntDays !== null &&
              itemsOf(product) > 1 &&
              words.atOnce(write.number(itemsOf(product))),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </BlockStack>
      <TextField
        id={field}
        label={words.daysFor(product.title)}
        labelHidden
        placeholder={words.days}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        disabled={isDurable}
        value={String(draft.form[field] ?? '')}
        onChange={(value) => draft.set(field, value)}
        {...(hasError && { error: true })}
      />
      <Checkbox
        label={
          <>
            <span aria-hidden="true">{words.not}</span>
            <Text as="span" visuallyHidden>
              {words.notFor(product.title)}
            </Text>
          </>
        }
        checked={isDurable}
        onChange={(on) => draft.set(tick, on)}
      />
      {hasError && (
        <div className="carafe-lasting-error">
          <InlineError
            fieldID={field}
            message={words.range(
              write.typed(daysBounds.from * product.units),
              write.typed(daysBounds.to * product.units),
            )}
          />
        </div>
      )}
    </div>
  );
}

function itemsOf({ learntItems }: LastingProduct): number {
  return Math.round(learntItems ?? 1);
}
