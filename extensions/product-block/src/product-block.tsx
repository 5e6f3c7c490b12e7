import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { ProductBlock, ProductSaved } from '../../../app/office/blocks/answers';
import { askCarafe, numberOf, word } from '../../block-kit/ask-carafe';
import { useAnswer } from '../../block-kit/use-answer';
import { Waiting } from '../../block-kit/waiting';

export default async function productBlock() {
  render(<Product path={`products/${numberOf(shopify.data.selected)}`} />, document.body);
}

type Said = Pick<ProductSaved, 'status' | 'sentence' | 'errors'>;

function Product({ path }: { path: string }) {
  const { loaded, ask } = useAnswer<ProductBlock>(path);
  const [saved, setSaved] = useState<ProductSaved | null>(null);
  const block = saved?.block ?? (loaded.status === 'here' ? loaded.answer : null);
  if (!block) {
    return (
      <s-admin-block heading={word('heading')}>
        <Waiting loaded={loaded} onRetry={ask} />
      </s-admin-block>
    );
  }
  return (
    <s-admin-block heading={word('heading')} collapsedSummary={block.sentences[0] ?? ''}>
      <s-stack gap="base">
        {block.sentences.map((sentence) => (
          <s-paragraph key={sentence}>{sentence}</s-paragraph>
        ))}
        {block.supply && (
          <SupplyForm
            key={`${block.supply.daysPerUnit} ${block.supply.warrantyMonths}`}
            path={path}
            supply={block.supply}
            said={saved}
            onSaved={setSaved}
          />
        )}
      </s-stack>
    </s-admin-block>
  );
}

interface SupplyFormProps {
  readonly path: string;
  readonly supply: NonNullable<ProductBlock['supply']>;
  readonly said: Said | null;
  readonly onSaved: (saved: ProductSaved) => void;
}

/**
 * The admin's own save bar saves and discards it, together with whatever else was changed on the page. Its key
 * is what is stored: where that changes, it takes the place of what was typed.
 */
function SupplyForm({ path, supply, said, onSaved }: SupplyFormProps) {
  const stored = { days: textOf(supply.daysPerUnit), months: textOf(supply.warrantyMonths) };
  const [typed, setTyped] = useState(stored);
  const [failure, setFailure] = useState<string | null>(null);

  const save = async () => {
    const was = { daysPerUnit: supply.daysPerUnit, warrantyMonths: supply.warrantyMonths };
    const to = {
      daysPerUnit: valueTyped(typed.days, was.daysPerUnit),
      warrantyMonths: valueTyped(typed.months, was.warrantyMonths),
    };
    const asked = await askCarafe<ProductSaved>(path, { to, was });
    setFailure(asked.status === 'failed' ? asked.sentence : null);
    if (asked.status === 'here') onSaved(asked.answer);
  };

  return (
    <s-form
      onSubmit={(event) => event.waitUntil?.(save())}
      onReset={() => {
        setTyped(stored);
        setFailure(null);
      }}
    >
      <s-stack gap="base">
        <s-number-field
          label={word('days')}
          details={word('daysAbout')}
          suffix={word('daysUnit')}
          min={0}
          value={typed.days}
          defaultValue={stored.days}
          error={said?.errors.daysPerUnit}
          onChange={(event) => setTyped({ ...typed, days: event.currentTarget.value })}
        />
        <s-number-field
          label={word('months')}
          details={supply.warrantyAbout}
          suffix={word('monthsUnit')}
          min={0}
          step={1}
          value={typed.months}
          defaultValue={stored.months}
          error={said?.errors.warrantyMonths}
          onChange={(event) => setTyped({ ...typed, months: event.currentTarget.value })}
        />
        {failure && <s-banner tone="warning">{failure}</s-banner>}
        {!failure && said?.sentence && (
          <s-banner tone={said.status === 'saved' ? 'success' : 'warning'}>{said.sentence}</s-banner>
        )}
      </s-stack>
    </s-form>
  );
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}

/** An empty field says nothing, and what was not touched stays; all else the app reads, and says what is wrong with it. */
function valueTyped(text: string, stored: number | null): number | string | null {
  if (text === textOf(stored)) return stored;
  return text.trim() === '' ? null : text;
}
