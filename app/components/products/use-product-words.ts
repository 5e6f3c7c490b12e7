import { useEffect, useState } from 'react';
import type { PanelVoice } from '~/base/strings/panel-voice';
import { needUsages } from '~/base/vocabulary/orders';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { readDays, readMonths, readUrl } from '~/components/products/product-fields';
import { useProductChange } from '~/components/products/use-product-change';
import { useStandingErrors } from '~/components/settings/standing-errors';
import type { ProductPage } from '~/office/pages/products/product.server';
import type { ProductChange } from '~/office/pages/products/product-edits.server';
import type { SaidMeanwhile } from '~/office/pages/products/product-said.server';

type ProductForm = ReturnType<typeof formOf>;
/** The fields of the form, by what the server calls them. */
const fields = {
  days: 'daysPerUnit',
  usage: 'usage',
  warranty: 'warrantyMonths',
  guide: 'guideUrl',
  needsSetUp: 'needsSetUp',
  substituteId: 'substituteNeedId',
} as const;
type Field = keyof typeof fields;
type Errors = Partial<Record<Field, 'wrong' | 'changed'>>;
type Edit = Extract<ProductChange, { action: 'edit' }>;

/** The form of what a person knows about one product: of it only what was changed is sent, with what stood there. */
export function useProductWords(page: ProductPage) {
  const { write } = usePanel();
  const draft = useDraft(`product:${page.id}`, { stored: formOf(page, write), asOne: 'substitute' });
  const [refused, setRefused] = useState<Errors>({});
  const errors = useStandingErrors(refused, draft.form);
  const { change, busy } = useProductChange();
  useEffect(() => {
    const first = (Object.keys(fields) as Field[]).find((field) => refused[field]);
    if (first) document.getElementById(idOf(first))?.focus();
  }, [refused]);

  const save = async () => {
    const { form, openedWith } = draft;
    const [read, before] = [readForm(form), readForm(openedWith)];
    const own = (Object.keys(fields) as Field[]).filter((field) => form[field] !== openedWith[field]);
    const wrong = own.filter((field) => read[field] === undefined);
    setRefused(errorsOf(wrong, 'wrong'));
    if (wrong.length > 0) return;
    const named = (values: ReturnType<typeof readForm>) =>
      Object.fromEntries(own.map((field) => [fields[field], values[field]]));
    const edit: Edit = {
      action: 'edit',
      needIds: [page.id],
      set: named(read) as Edit['set'],
      openedWith: named(before) as Edit['openedWith'],
    };
    const onChanged = (now: SaidMeanwhile) => {
      draft.hear(heard(now, write));
      setRefused(
        errorsOf(
          own.filter((field) => fields[field] in now),
          'changed',
        ),
      );
    };
    if (await change(edit, () => draft.takeBack(draft), onChanged)) draft.settle(draft);
  };
  const discard = () => {
    setRefused({});
    draft.discard();
  };
  return { draft, errors, busy, save, discard };
}

export function idOf(field: Field): string {
  return `product-${field}`;
}

type Write = Pick<PanelVoice['write'], 'typed'>;

function formOf(page: ProductPage, write: Write) {
  return {
    days: page.daysPerUnit === null ? '' : write.typed(page.daysPerUnit),
    usage: page.saidBy === 'merchant' ? page.said : ('unknown' as const),
    warranty: page.warrantyMonths === null ? '' : String(page.warrantyMonths),
    guide: page.guideUrl ?? '',
    needsSetUp: page.needsSetUp,
    substituteId: page.substitute?.id ?? '',
    substituteTitle: page.substitute?.title ?? '',
  };
}

/** What somebody else has stored meanwhile, as it would stand in the form. */
function heard(now: SaidMeanwhile, write: Write): Partial<ProductForm> {
  const { usage, daysPerUnit, warrantyMonths, guideUrl, substituteNeedId, substituteTitle } = now;
  return {
    ...(usage !== undefined && { usage }),
    ...(daysPerUnit !== undefined && { days: daysPerUnit === null ? '' : write.typed(daysPerUnit) }),
    ...(warrantyMonths !== undefined && { warranty: warrantyMonths === null ? '' : String(warrantyMonths) }),
    ...(guideUrl !== undefined && { guide: guideUrl ?? '' }),
    ...(substituteNeedId !== undefined && {
      substituteId: substituteNeedId ?? '',
      substituteTitle: substituteTitle ?? '',
    }),
  };
}

/** Undefined: what cannot be used. */
function readForm(form: ProductForm) {
  return {
    days: readDays(form.days),
    usage: needUsages.find((known) => known === form.usage),
    warranty: readMonths(form.warranty),
    guide: readUrl(form.guide),
    needsSetUp: form.needsSetUp,
    substituteId: form.substituteId || null,
  };
}

function errorsOf(of: readonly Field[], error: 'wrong' | 'changed'): Errors {
  return Object.fromEntries(of.map((field) => [field, error]));
}
