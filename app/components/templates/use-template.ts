import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useMemo, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { type Draft, useDraft } from '~/components/frame/use-draft';
import { useSend } from '~/components/settings/use-send';
import type { changeTemplate, loadTemplatePage } from '~/office/pages/templates/templates.server';

export type TemplatePage = Awaited<ReturnType<typeof loadTemplatePage>>;
export type Look = NonNullable<TemplatePage['look']>;
export type Person = TemplatePage['people'][number];
type Changed = NonNullable<Awaited<ReturnType<typeof changeTemplate>>>;

export const parts = ['subject', 'preheader', 'body', 'text'] as const;
export type Part = (typeof parts)[number];
export type Words = Record<Part, string>;
/** The words of an editor, and the version they were written upon: text that comes back after a break keeps its own. */
export type TemplateForm = Words & { basedOn: string };

export function useTemplateDraft({ kind, locale, words, basedOn }: TemplatePage): Draft<TemplateForm> {
  const { subject, preheader, body, text } = words;
  // The page is loaded again and again; the same words are no news to the draft.
  const stored = useMemo(
    () => ({ subject, preheader, body, text, basedOn: String(basedOn) }),
    [subject, preheader, body, text, basedOn],
  );
  // Its parts say one thing together, and stand on the version that they were written upon.
  return useDraft<TemplateForm>(`template:${kind}/${locale}`, { stored, asOne: '' });
}

/** For whom the words are shown, as the server is asked. */
export interface ShownFor {
  readonly messageId: string | null;
  readonly customerId: string | null;
}

/** Null: for somebody made up. */
export function shownFor(person: Person | null): ShownFor {
  return { messageId: person?.mail?.messageId ?? null, customerId: person?.customerId ?? null };
}

const QUIET_MS = 400;
/** Too many looks wait in the shop: a moment later there is room. */
const AGAIN_MS = 3_000;

/** Of words that nobody has looked at yet. */
const notYet: Look = { problems: [], sells: [], names: [], mail: null };

/** What the server says about the words, a moment after the last letter; the last good mail stays through mistakes. */
export function useLook(
  { kind, locale, look: first, basedOn }: TemplatePage,
  { subject, preheader, body, text }: Words,
  { messageId, customerId }: ShownFor,
): Look {
  const [look, setLook] = useState<Look>(first ?? notYet);
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      const words = { subject, preheader, body, text };
      const answer = await fetch('/app/template', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ intent: 'check', kind, locale, basedOn, words, messageId, customerId }),
        signal: leaving.signal,
      });
      if (answer.status === 429 && !leaving.signal.aborted) timer = setTimeout(tryToAsk, AGAIN_MS);
      if (!answer.ok) return;
      const result = (await answer.json()) as Changed;
      if (result.status !== 'checked' || leaving.signal.aborted) return;
      setLook((before) => ({ ...result.look, mail: result.look.mail ?? before.mail }));
    };
    // Offline or overtaken by the next letter: what is shown stays, and the next letter asks again.
    const tryToAsk = () => void ask().catch(() => undefined);
    let timer = setTimeout(tryToAsk, QUIET_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [kind, locale, basedOn, subject, preheader, body, text, messageId, customerId]);
  return look;
}

/** Saving, going back to the default, and sending a test of what stands in the editor. */
export function useChange(
  { kind, locale, basedOn }: TemplatePage,
  draft: Draft<TemplateForm>,
  { messageId, customerId }: ShownFor,
) {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const { send, busy } = useSend();
  const [conflict, setConflict] = useState(false);
  const t = s.templates;
  const change = (intent: 'save' | 'restore' | 'test', to?: string) => {
    const { basedOn: before, ...words } = draft.form;
    return send<Changed>('/app/template', {
      intent,
      kind,
      locale,
      words,
      messageId,
      customerId,
      // Whoever was told of the other's version and saves again means it.
      basedOn: conflict ? basedOn : Number(before),
      ...(to !== undefined && { to }),
    });
  };
  return {
    conflict,
    busy,
    save: async () => {
      const result = await change('save');
      setConflict(result?.status === 'changed');
      if (result?.status === 'refused') shopify.toast.show(t.refused, { isError: true });
      if (result?.status !== 'saved') return;
      draft.settle(draft, { ...draft.form, basedOn: String(result.version) });
      shopify.toast.show(t.saved);
    },
    restore: async () => {
      const result = await change('restore');
      setConflict(result?.status === 'changed');
      if (result?.status !== 'restored') return;
      draft.finish(draft.form);
      shopify.toast.show(t.restored);
    },
    test: async (to: string) => {
      const result = await change('test', to);
      if (result?.status === 'tested') shopify.toast.show(t.tested(to));
      if (result?.status === 'not-tested') {
        const words = t.notTested[result.problem];
        shopify.toast.show(typeof words === 'string' ? words : words(result.detail), { isError: true });
      }
      return result?.status === 'tested';
    },
  };
}
