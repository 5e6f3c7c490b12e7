import type { TitleAction } from '../messages';
import { onAdminMessage, tellAdmin } from './channel';
import { modalStyles } from './modal-styles';
import { watchNavMenu } from './navigation';
import { hideSaveBar, showSaveBar } from './save-bar';

/** Defines the elements that apps use for what the admin draws. */
export function defineElements(): void {
  const hidden = document.createElement('style');
  hidden.textContent = 'ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar { display: none !important; }';
  document.head.append(hidden);
  for (const name of ['ui-nav-menu', 's-app-nav']) define(name, class extends NavMenu {});
  define('ui-title-bar', TitleBar);
  define('ui-save-bar', SaveBar);
  define('ui-modal', Modal);
}

function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

class NavMenu extends HTMLElement {
  connectedCallback() {
    watchNavMenu(this);
  }
}

/** The page's title and actions in the bar above the app; inside a modal its head and foot instead. */
class TitleBar extends HTMLElement {
  #observer = new MutationObserver(() => this.#send());

  connectedCallback() {
    if (this.closest('ui-modal')) return;
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    this.#send();
    onAdminMessage((message) => {
      if (message.type === 'title-action' && this.isConnected)
        actionElements(this)[Number(message.key)]?.click();
    });
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    tellAdmin({ type: 'title', title: null, actions: [] });
  }

  #send() {
    tellAdmin({
      type: 'title',
      title: this.getAttribute('title'),
      actions: actionElements(this).map(describe),
    });
  }
}

class SaveBar extends HTMLElement {
  #isShowing = false;
  #observer = new MutationObserver(() => this.#isShowing && this.#send());
  readonly #bar = {
    save: () => this.#button(true)?.click(),
    discard: () => this.#button(false)?.click(),
    hide: () => void this.hide(),
  };

  get showing(): boolean {
    return this.#isShowing;
  }

  connectedCallback() {
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true });
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    void this.hide();
  }

  async show(): Promise<void> {
    if (!this.#isShowing) this.dispatchEvent(new Event('show'));
    this.#isShowing = true;
    this.#send();
  }

  async hide(): Promise<void> {
    hideSaveBar(this.#bar);
    if (this.#isShowing) this.dispatchEvent(new Event('hide'));
    this.#isShowing = false;
  }

  toggle(): Promise<void> {
    return this.#isShowing ? this.hide() : this.show();
  }

  #send() {
    const save = this.#button(true);
    showSaveBar(this.#bar, {
      canSave: !save?.disabled,
      isSaving: save?.hasAttribute('loading') ?? false,
      asksBeforeDiscard: this.hasAttribute('discardconfirmation'),
    });
  }

  #button(isSave: boolean): HTMLButtonElement | undefined {
    return [...this.querySelectorAll('button')].find(
      (one) => (one.getAttribute('variant') === 'primary') === isSave,
    );
  }
}

/**
 * Drawn inside the app's frame, over all of it, while the admin around dims itself: so what is in the modal stays the
 * app's own live elements, with its styles and its events.
 */
class Modal extends HTMLElement {
  readonly content = document.createElement('div');
  /** A question may learn what it asks while it is open. */
  readonly #observer = new MutationObserver(() => this.#fill());
  #isShowing = false;
  #before: Element | null = null;

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    if (!this.content.isConnected) this.append(this.content);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    if (this.#isShowing) tellAdmin({ type: 'modal', isOpen: false });
  }

  async show(): Promise<void> {
    if (this.#isShowing) return;
    this.#isShowing = true;
    this.#before = document.activeElement;
    this.#fill();
    const bar = this.querySelector('ui-title-bar');
    if (bar)
      this.#observer.observe(bar, { childList: true, subtree: true, characterData: true, attributes: true });
    this.setAttribute('showing', '');
    tellAdmin({ type: 'modal', isOpen: true });
    this.shadowRoot?.querySelector<HTMLElement>('[role=dialog]')?.focus();
    this.dispatchEvent(new Event('show'));
  }

  async hide(): Promise<void> {
    if (!this.#isShowing) return;
    this.#isShowing = false;
    this.#observer.disconnect();
    this.removeAttribute('showing');
    tellAdmin({ type: 'modal', isOpen: false });
    if (this.#before instanceof HTMLElement) this.#before.focus();
    this.dispatchEvent(new Event('hide'));
  }

  toggle(): Promise<void> {
    return this.#isShowing ? this.hide() : this.show();
  }

  #build() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `<style>${modalStyles}</style>
      <div class="backdrop"></div>
      <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="title" tabindex="-1">
        <header><h2 id="title"></h2><button class="close" aria-label="Close">✕</button></header>
        <div class="body"><slot></slot></div>
        <footer></footer>
      </div>`;
    root.querySelector('.backdrop')?.addEventListener('click', () => void this.hide());
    root.querySelector('.close')?.addEventListener('click', () => void this.hide());
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') void this.hide();
    });
  }

  /** Title and buttons are read from the title bar; its buttons stay where they are and are pressed. */
  #fill() {
    const bar = this.querySelector<HTMLElement>('ui-title-bar');
    const title = this.shadowRoot?.querySelector('h2');
    if (title) title.textContent = bar?.getAttribute('title') ?? '';
    const footer = this.shadowRoot?.querySelector('footer');
    const buttons = bar ? actionElements(bar) : [];
    const here = this.shadowRoot?.activeElement;
    const focused = here ? [...(footer?.children ?? [])].indexOf(here) : -1;
    footer?.replaceChildren(
      ...buttons.toReversed().map((original) => {
        const { label, isPrimary, isDisabled, isCritical } = describe(original, 0);
        const button = document.createElement('button');
        button.textContent = label;
        button.className = `${isPrimary ? 'primary' : ''} ${isCritical ? 'critical' : ''}`;
        button.disabled = isDisabled;
        button.addEventListener('click', () => original.click());
        return button;
      }),
    );
    footer?.querySelectorAll('button')[focused]?.focus();
    footer?.toggleAttribute('hidden', buttons.length === 0);
    const source = this.getAttribute('src');
    if (source && !this.content.querySelector('iframe')) {
      const frame = document.createElement('iframe');
      frame.src = source;
      frame.style.cssText = 'width:100%;min-height:60vh;border:0';
      this.content.append(frame);
    }
  }
}

function actionElements(bar: HTMLElement): HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>('button, a')];
}

function describe(element: HTMLElement, at: number): TitleAction {
  return {
    key: String(at),
    label: element.textContent?.trim() ?? '',
    isPrimary: element.getAttribute('variant') === 'primary',
    isDisabled: element.hasAttribute('disabled'),
    isCritical: element.getAttribute('tone') === 'critical',
  };
}
