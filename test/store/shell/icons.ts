import { type Html, html } from '../http/html';

const paths: Record<string, string> = {
  home: 'M3 9.2 10 3.5l7 5.7V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1z',
  orders: 'M5 3h10l2 8v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-5zm-.3 8H8a2 2 0 0 0 4 0h3.3L14 4.5H6z',
  products:
    'M10.6 3H16a1 1 0 0 1 1 1v5.4a1 1 0 0 1-.3.7l-6.6 6.6a1 1 0 0 1-1.4 0l-5.4-5.4a1 1 0 0 1 0-1.4l6.6-6.6a1 1 0 0 1 .7-.3zM13.5 7.7a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4z',
  customers:
    'M10 10a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 10 10zm-6.2 6.2c.5-2.9 3-4.7 6.2-4.7s5.7 1.8 6.2 4.7c.1.5-.3.8-.8.8H4.6c-.5 0-.9-.3-.8-.8z',
  carafe:
    'M7.5 3h5v4l3.2 6.2A2.6 2.6 0 0 1 13.4 17H6.6a2.6 2.6 0 0 1-2.3-3.8L7.5 7zM6.4 12h7.2l-1.9-3.6V4.4H8.3v4z',
  shopfront:
    'M4 4h12l1.2 4.2a2 2 0 0 1-3.7 1 2 2 0 0 1-3.5 0 2 2 0 0 1-3.5 0 2 2 0 0 1-3.7-1zm0 7.5h1.5v4h9v-4H16V16a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z',
  mail: 'M4 5h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zm6 5.6 5.2-4.1H4.8zm-5.5-2v4.9h11V8.6L10 12.5z',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm.8 3.5H9.3V11l3.2 2 .8-1.2-2.5-1.6z',
  menu: 'M3 5h14v1.6H3zm0 4.2h14v1.6H3zm0 4.2h14V15H3z',
  search:
    'M9 3.5a5.5 5.5 0 0 1 4.4 8.8l3 3-1.1 1.1-3-3A5.5 5.5 0 1 1 9 3.5zm0 1.6a3.9 3.9 0 1 0 0 7.8 3.9 3.9 0 0 0 0-7.8z',
  alert: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM9.2 6v5h1.6V6zm0 6.5V14h1.6v-1.5z',
  bag: 'M6 6V5.5a4 4 0 0 1 8 0V6h2l.8 10a1 1 0 0 1-1 1H4.2a1 1 0 0 1-1-1L4 6zm1.6 0h4.8v-.5a2.4 2.4 0 0 0-4.8 0z',
};

/** A 20 px glyph of the shell's own drawing. */
export function icon(name: string): Html {
  const path = paths[name] ?? '';
  return html`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd" d="${path}"/></svg>`;
}
