import { type ActiveKind, type MessageClass, stricterClass } from '~/base/vocabulary/kinds';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { classOfKind } from '~/outreach/kinds/propose';
import { type ContentFinding, contentClass } from '~/outreach/templates/content-class';
import { bodyStartsOnLine, withLayout } from '~/outreach/templates/layout';
import {
  type MailInput,
  type MailLocale,
  type RenderedMail,
  TemplateError,
  type TemplateSource,
} from '~/outreach/templates/mail-input';
import { renderMail } from '~/outreach/templates/render-mail.server';
import { compileMjml, parseParts } from '~/outreach/templates/render-pool.server';
import { sampleMail } from '~/outreach/templates/sample-mail';

export interface TemplateProblem {
  readonly part: 'subject' | 'preheader' | 'body' | 'text';
  /** Line within that part, from 1; null where it cannot be told. */
  readonly line: number | null;
  readonly message: string;
}

export interface TemplateCheck {
  /** Empty: the template can be used. */
  readonly problems: readonly TemplateProblem[];
  /** The class that mails of this template have, and what in it asks for more than the kind alone. */
  readonly class: MessageClass;
  readonly findings: readonly ContentFinding[];
  /** The template filled; null when there are problems. */
  readonly preview: RenderedMail | null;
}

const LONGEST_PART = 100_000;

/**
 * Everything that an editor should say about a template before it is saved: mistakes with their lines, in Liquid and in
 * MJML, whether it can be filled within its limits, and the class that its words ask for. `fill` says for whom the mail
 * is made; a made-up customer otherwise.
 */
export async function checkTemplate(
  kind: ActiveKind,
  locale: MailLocale,
  words: TemplateWords,
  fill: (template: TemplateSource) => MailInput = (template) => sampleMail(kind, locale, template),
): Promise<TemplateCheck> {
  const { class: wordsClass, findings } = contentClass(words);
  const result = { class: stricterClass(classOfKind[kind], wordsClass), findings, preview: null };
  const refusals = shapeProblems(words);
  if (refusals.length > 0) return { ...result, problems: refusals };
  const { subject, preheader, body, text } = words;
  const grammar = (await parseParts({ subject, preheader, body, text })).map(({ part, line, message }) => ({
    part: part as TemplateProblem['part'],
    line,
    message,
  }));
  if (grammar.length > 0) return { ...result, problems: grammar };
  const layout = await bodyProblems(body);
  if (layout.length > 0) return { ...result, problems: layout };
  try {
    const template = { ...words, version: `${kind}/${locale}@draft`, class: wordsClass };
    return { ...result, problems: [], preview: await renderMail(fill(template)) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    // What fails while being filled is told by what it says: the lines of the body are no longer the merchant's.
    const line = error.part === 'body' ? null : error.line;
    return { ...result, problems: [{ part: error.part, line, message: error.message }] };
  }
}

function shapeProblems(words: TemplateWords): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const part of ['subject', 'preheader', 'body', 'text'] as const) {
    if (words[part].length > LONGEST_PART) {
      problems.push({ part, line: null, message: `At most ${LONGEST_PART} characters.` });
    }
    if (part !== 'preheader' && words[part].trim() === '')
      problems.push({ part, line: 1, message: 'This is empty.' });
  }
  for (const part of ['subject', 'preheader'] as const) {
    if (/[\r\n]/.test(words[part].trim()))
      problems.push({ part, line: 2, message: 'This must be one line.' });
  }
  return problems;
}

async function bodyProblems(body: string): Promise<TemplateProblem[]> {
  const made = await compileMjml(withLayout(body));
  if ('failed' in made) {
    const line = lineInBody(Number(/line (\d+)/i.exec(made.failed.message)?.[1] ?? Number.NaN));
    return [{ part: 'body', line, message: made.failed.message }];
  }
  const problems = made.problems.map(
    ({ line, message }): TemplateProblem => ({ part: 'body', line: lineInBody(line), message }),
  );
  return [...problems, ...lostTags(body)];
}

function lineInBody(line: number | null): number | null {
  if (line === null || Number.isNaN(line)) return null;
  const own = line - bodyStartsOnLine + 1;
  return own >= 1 ? own : null;
}

/** Liquid between two blocks is no block, and MJML drops it without a word: an "if" that is gone changes what is said. */
function lostTags(body: string): TemplateProblem[] {
  return [...body.matchAll(/\{%-?\s*\w+.*?%\}/g)].flatMap(({ 0: tag, index }): TemplateProblem[] => {
    const before = [...body.slice(0, index).matchAll(/<\/?[a-z][^>]*>/gi)].at(-1)?.[0] ?? '';
    const isBetween =
      before === '' || /^<\/mj-/.test(before) || /\/>$/.test(before) ? isBlock(before) : isContainer(before);
    if (!isBetween) return [];
    const line = body.slice(0, index).split('\n').length;
    return [{ part: 'body', line, message: `Put ${tag} between <mj-raw> and </mj-raw>, or inside a block.` }];
  });
}

/** Nothing yet, or a block that has ended; `<br/>` and its like are words of a block that goes on. */
function isBlock(tag: string): boolean {
  return tag === '' || /^<\/?mj-/.test(tag);
}

function isContainer(tag: string): boolean {
  return /^<mj-(?:section|column|wrapper|group|hero|social|navbar|accordion|carousel)\b/.test(tag);
}
