import { type Span, spans } from '~/outreach/templates/text/spans';

export function comments(body: string): Span[] {
  return spans(body, { open: '<!--', starts: /<!--/y, close: '-->' });
}

export function liquidTags(body: string): Span[] {
  return spans(body, { open: '{%', starts: /\{%/y, close: '%}' });
}

export function liquidOutputs(body: string): Span[] {
  return spans(body, { open: '{{', starts: /\{\{/y, close: '}}' });
}

export function blanked(text: string, parts: readonly Span[]): string {
  return replaced(text, parts, ' ');
}

/** The text with another sign in place of each of these parts'; line breaks stay, and so do all places. */
export function replaced(text: string, parts: readonly Span[], sign: string): string {
  let made = '';
  let at = 0;
  for (const { from, to } of parts) {
    made += text.slice(at, from) + text.slice(from, to).replace(/[^\n]/g, sign);
    at = to;
  }
  return made + text.slice(at);
}
