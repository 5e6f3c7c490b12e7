import { must } from './dom';

/** The navigation slides in on a phone. */
export function installMenu(): void {
  const nav = must<HTMLElement>('#nav');
  const button = must<HTMLButtonElement>('.menu-button');
  const shade = must<HTMLButtonElement>('.nav-shade');
  const show = (isOpen: boolean) => {
    nav.classList.toggle('open', isOpen);
    shade.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) nav.querySelector<HTMLElement>('a')?.focus();
  };
  button.addEventListener('click', () => show(!nav.classList.contains('open')));
  shade.addEventListener('click', () => show(false));
  nav.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a')) show(false);
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && nav.classList.contains('open')) show(false);
  });
}
