import { templateProblems } from '~/base/strings/en/template-problems';
import { type ActiveKind, type MessageClass, stricterClass } from '~/base/vocabulary/kinds';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { classOfKind } from '~/outreach/kinds/propose';
import { bodyStartsOnLine, withLayout } from '~/outreach/templates/layout';
import {
  type MailInput,
  type MailLocale,
  type RenderedMail,
  TemplateError,
  type TemplateSource,
} from '~/outreach/templates/mail-input';
import { knownNames, mailNames } from '~/outreach/templates/mail-names';
import { renderMail } from '~/outreach/templates/render-mail.server';
import { compileMjml, parseParts } from '~/outreach/templates/render-pool.server';
import type { WorkerName } from '~/outreach/templates/render-worker';
import { sampleMail } from '~/outreach/templates/sample-mail';
import { closestName } from '~/outreach/templates/text/closest-name';
import { type ContentFinding, contentClass } from '~/outreach/templates/text/content-class';
import { type CutLiquid, cutLiquid } from '~/outreach/templates/text/cut-liquid';
import { frameTags } from '~/outreach/templates/text/frame-tags';
import { lostTags } from '~/outreach/templates/text/lost-tags';
import { lostWords } from '~/outreach/templates/text/lost-words';
import { wrongTags } from '~/outreach/templates/text/wrong-nesting';

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

/** Subject and preheader are cut to far less when a mail is made; what is left of this is room for Liquid. */
const LONGEST = { subject: 5_000, preheader: 5_000, body: 100_000, text: 100_000 } as const;

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
  const { subject, preheader, body, text } = words;
  // Lengths before anything else: whatever reads the words takes time that grows with them.
  const tooLong = lengthProblems(words);
  if (tooLong.length > 0) return { class: classOfKind[kind], findings: [], preview: null, problems: tooLong };
  const { class: wordsClass, findings } = contentClass(words);
  const result = { class: stricterClass(classOfKind[kind], wordsClass), findings, preview: null };
  const refusals = shapeProblems(words);
  if (refusals.length > 0) return { ...result, problems: refusals };
  const grammar = await parseParts({ subject, preheader, body, text });
  const unread = grammar.problems.map(({ part, line, message }) => {
    const told = problemIn(part, line, message);
    return cutProblem(told, words[told.part]) ?? told;
  });
  if (unread.length > 0) return { ...result, problems: unread };
  const layout = await bodyProblems(body);
  if (layout.length > 0) return { ...result, problems: layout };
  const template = { ...words, version: `${kind}/${locale}@draft`, class: wordsClass };
  const unknown = unknownNames(grammar.names, sampleMail(kind, locale, template));
  if (unknown.length > 0) return { ...result, problems: unknown };
  try {
    return { ...result, problems: [], preview: await renderMail(fill(template)) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    // What fails while being filled is told by what it says: the lines of the body are no longer the merchant's.
    const line = error.part === 'body' ? null : error.line;
    return { ...result, problems: [{ part: error.part, line, message: error.message }] };
  }
}

function problemIn(part: string, line: number | null, message: string): TemplateProblem {
  return { part: part as TemplateProblem['part'], line, message };
}

/** What the parser complains of where Liquid has no end: of what it read on its way to the end of another one. */
const MAY_BE_CUT =
  /^(?:expected (?:"|filter name)|unexpected (?:character )?"|illegal tag: |invalid value )| not closed$/;

function cutProblem({ part, message }: TemplateProblem, words: string): TemplateProblem | null {
  const cut = MAY_BE_CUT.test(message) ? cutLiquid(words) : null;
  return cut && problemIn(part, cut.line, cutWords(cut));
}

function cutWords({ written, fault }: CutLiquid): string {
  if (fault === 'quote') return templateProblems.openQuote(written);
  return fault === 'output'
    ? templateProblems.innerOutput(written)
    : templateProblems.cutLiquid(written, fault);
}

/** Of names that are not there: whoever pasted words for another program sees the first of them. */
const MOST_TOLD = 20;
const LONGEST_NAME = 60;

/** A name that is not there leaves a gap in every mail, which nobody sees in the words. */
function unknownNames(names: readonly WorkerName[], sample: MailInput): TemplateProblem[] {
  const isKnown = knownNames(sample);
  const unknown = new Map<string, WorkerName>();
  for (const found of names) {
    const once = `${found.part} ${found.name}`;
    if (!isKnown(found.name) && !unknown.has(once)) unknown.set(once, found);
  }
  const all = mailNames(sample, 'marketing').map(({ name }) => name);
  return [...unknown.values()].slice(0, MOST_TOLD).map(({ part, line, name }) => {
    const written = name.slice(0, LONGEST_NAME);
    const meant = closestName(written, all);
    return problemIn(
      part,
      line,
      meant === null ? templateProblems.unknownName(written) : templateProblems.otherName(written, meant),
    );
  });
}

function lengthProblems(words: TemplateWords): TemplateProblem[] {
  return (['subject', 'preheader', 'body', 'text'] as const).flatMap((part): TemplateProblem[] => {
    const most = LONGEST[part];
    return words[part].length > most ? [{ part, line: null, message: templateProblems.tooLong(most) }] : [];
  });
}

function shapeProblems(words: TemplateWords): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const part of ['subject', 'preheader', 'body', 'text'] as const) {
    if (part !== 'preheader' && words[part].trim() === '')
      problems.push({ part, line: 1, message: templateProblems.empty });
  }
  for (const part of ['subject', 'preheader'] as const) {
    if (/[\r\n]/.test(words[part].trim()))
      problems.push({ part, line: 2, message: templateProblems.manyLines });
  }
  return problems;
}

async function bodyProblems(body: string): Promise<TemplateProblem[]> {
  // What a document within the frame brings besides is dropped with it: nothing else is worth telling yet.
  const frame = frameTags(body).map(({ tag, line }) => problemIn('body', line, frameWords(tag)));
  if (frame.length > 0) return frame;
  // What stands in an unclosed block is read as its words: whatever else is said of the body follows from that.
  const nesting = wrongTags(body)
    .slice(0, MOST_TOLD)
    .map(({ fault, tag, line }) => problemIn('body', line, templateProblems[fault](tag, pairOf(tag))));
  if (nesting.length > 0) return nesting;
  const made = await compileMjml(withLayout(body));
  if ('failed' in made) {
    const line = lineInBody(Number(/line (\d+)/i.exec(made.failed.message)?.[1] ?? Number.NaN));
    return [{ part: 'body', line, message: made.failed.message }];
  }
  const problems = made.problems.map(
    ({ line, message }): TemplateProblem => ({ part: 'body', line: lineInBody(line), message }),
  );
  const lost = lostTags(body).map(
    ({ tag, line }): TemplateProblem => ({
      part: 'body',
      line,
      message: templateProblems.lostTag(tag),
    }),
  );
  const outside = lostWords(body)
    .slice(0, MOST_TOLD)
    .map(({ words, line }) => problemIn('body', line, templateProblems.lostWords(shortened(words))));
  return [...problems, ...lost, ...outside];
}

function shortened(words: string): string {
  const one = words.replace(/\s+/g, ' ');
  return one.length > LONGEST_NAME ? `${one.slice(0, LONGEST_NAME - 1)}…` : one;
}

/** What closes a tag, or what a closing one closes. */
function pairOf(tag: string): string {
  if (tag === '<!--') return '-->';
  return tag.startsWith('</') ? tag.replace('/', '') : tag.replace('<', '</');
}

function frameWords(tag: string): string {
  return tag === '<mj-include>' ? templateProblems.include(tag) : templateProblems.frame(tag);
}

function lineInBody(line: number | null): number | null {
  if (line === null || Number.isNaN(line)) return null;
  const own = line - bodyStartsOnLine + 1;
  return own >= 1 ? own : null;
}
