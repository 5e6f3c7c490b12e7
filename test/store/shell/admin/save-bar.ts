import type { FromApp } from '../messages';
import { must } from './dom';

type Shown = Extract<FromApp, { type: 'save-bar' }>;

/** The contextual save bar takes the place of the search field while the app has unsaved changes. */
export function installSaveBar(press: (action: 'save' | 'discard') => void) {
  const bar = must<HTMLElement>('.save-bar');
  const search = must<HTMLElement>('.search');
  const save = must<HTMLButtonElement>('[data-save-bar=save]');
  const discard = must<HTMLButtonElement>('[data-save-bar=discard]');
  const rest = save.textContent;
  let asksBeforeDiscard = false;
  save.addEventListener('click', () => press('save'));
  discard.addEventListener('click', async () => {
    if (asksBeforeDiscard && !(await askToLeave())) return;
    press('discard');
  });
  return {
    draw: (shown: Shown): void => {
      bar.hidden = !shown.isShown;
      search.hidden = shown.isShown;
      save.disabled = !shown.canSave || shown.isSaving;
      save.textContent = shown.isSaving ? (save.dataset.saving ?? rest) : rest;
      asksBeforeDiscard = shown.asksBeforeDiscard;
    },
    /** Resolves when nothing is unsaved or the merchant gives the changes up; never when they stay. */
    mayLeave: async (): Promise<void> => {
      if (bar.hidden) return;
      bar.classList.add('shake');
      setTimeout(() => bar.classList.remove('shake'), 450);
      if (!(await askToLeave())) await new Promise(() => {});
      bar.hidden = true;
      search.hidden = false;
    },
  };
}

function askToLeave(): Promise<boolean> {
  const dialog = must<HTMLDialogElement>('.leave');
  return new Promise((resolve) => {
    const end = (value: boolean) => {
      dialog.close();
      resolve(value);
    };
    must<HTMLButtonElement>('[value=stay]', dialog).onclick = () => end(false);
    must<HTMLButtonElement>('[value=leave]', dialog).onclick = () => end(true);
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}
