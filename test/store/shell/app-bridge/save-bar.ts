import { askAdmin, onAdminMessage, tellAdmin } from './channel';

type Shown = { save: () => void; discard: () => void; hide: () => void };
let shown: Shown | null = null;

type Options = { canSave: boolean; isSaving: boolean; asksBeforeDiscard: boolean };

/** One save bar at a time: whoever shows it last has it. */
export function showSaveBar(handlers: Shown, options: Options): void {
  shown = handlers;
  tellAdmin({ type: 'save-bar', isShown: true, ...options });
}

export function hideSaveBar(owner?: Shown): void {
  if (owner && shown !== owner) return;
  shown = null;
  tellAdmin({ type: 'save-bar', isShown: false, canSave: true, isSaving: false, asksBeforeDiscard: false });
}

/** Resolves when the page may be left: at once without unsaved changes, else when the merchant says so. */
export async function leaveConfirmation(): Promise<void> {
  if (shown === null) return;
  await askAdmin('leave');
  hideSaveBar();
}

/** `<form data-save-bar>`: the bar comes with the first change and goes with submit and reset. */
export function watchForms(): void {
  const barOf = new WeakMap<HTMLFormElement, Shown>();
  const changed = (event: Event) => {
    const form =
      event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-save-bar]') : null;
    if (!form || shown === barOf.get(form)) return;
    const bar: Shown = {
      save: () => form.requestSubmit(),
      discard: () => form.reset(),
      hide: () => hideSaveBar(bar),
    };
    barOf.set(form, bar);
    showSaveBar(bar, {
      canSave: true,
      isSaving: false,
      asksBeforeDiscard: form.hasAttribute('data-discard-confirmation'),
    });
  };
  const ended = (event: Event) => {
    if (event.target instanceof HTMLFormElement) barOf.get(event.target)?.hide();
  };
  document.addEventListener('input', changed);
  document.addEventListener('change', changed);
  document.addEventListener('submit', ended);
  document.addEventListener('reset', ended);
  onAdminMessage((message) => {
    if (message.type !== 'save-bar-action' || shown === null) return;
    if (message.action === 'save') shown.save();
    else shown.discard();
  });
}
