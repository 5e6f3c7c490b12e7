import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A public page as HTML: no script, no framework in the browser. */
export function renderPage(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
