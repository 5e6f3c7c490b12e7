import { type Html, html } from '../../http/html';

const pageSize = 50;

/** One page of a list, with its search field and its pager. */
export function listPart<T>(
  items: readonly T[],
  params: URLSearchParams,
  parts: { head: Html; row: (item: T) => Html; placeholder: string; textOf: (item: T) => string },
): Html {
  const wanted = (params.get('q') ?? '').toLowerCase();
  const found =
    wanted === '' ? items : items.filter((item) => parts.textOf(item).toLowerCase().includes(wanted));
  const at = Math.max(0, Number(params.get('page') ?? 0) || 0);
  const shown = found.slice(at * pageSize, (at + 1) * pageSize);
  const to = (page: number) => `?q=${encodeURIComponent(params.get('q') ?? '')}&page=${page}`;
  return html`<section class="card flush">
    <form class="list-search" role="search"><input type="search" name="q" value="${params.get('q') ?? ''}" placeholder="${parts.placeholder}" aria-label="${parts.placeholder}"><button class="button">Search</button></form>
    <table><thead><tr>${parts.head}</tr></thead><tbody>${shown.map(parts.row)}
    ${shown.length === 0 && html`<tr><td colspan="6" class="muted">Nothing found.</td></tr>`}</tbody></table>
    <div class="pager"><span>${at > 0 && html`<a class="button" href="${to(at - 1)}">Previous</a>`}</span>
    <span class="muted">${found.length} in all</span>
    <span>${found.length > (at + 1) * pageSize && html`<a class="button" href="${to(at + 1)}">Next</a>`}</span></div></section>`;
}

/** A button that posts one action to the control routes and comes back. */
export function actionButton(
  action: string,
  fields: Record<string, string | number>,
  { label, back, isCritical = false }: { label: string; back: string; isCritical?: boolean },
): Html {
  return html`<form method="post" action="/__control/${action}"><input type="hidden" name="returnTo" value="${back}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <button class="button ${isCritical ? 'critical' : ''}">${label}</button></form>`;
}
